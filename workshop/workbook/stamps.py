"""When a page was rendered, signed: the minute of grace after closing is for pages that were there before."""

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime

from workshop.answers.saving import stamp
from workshop.tokens import keyed

N_HEX = 24
FIELD = "rendered"


def signed_stamp(now: datetime, sheet: str, *, pepper: str) -> str:
    """The hidden field of a page of this sheet that is rendered now."""
    plain = stamp(now)
    return f"{plain}.{_signature(plain, sheet, pepper)}"


def with_true_stamp(fields: Mapping[str, Sequence[str]], *, pepper: str) -> dict[str, list[str]]:
    """The form's fields with the plain time in the stamp's place; without any where the site has not written it itself.

    A save without a time is taken like any other while the worksheet is open, and has no grace once it is not.
    """
    sheet, given = (next(iter(fields.get(name, ())), "") for name in ("sheet", FIELD))
    plain, _, signature = given.partition(".")
    is_ours = hmac.compare_digest(signature.encode(), _signature(plain, sheet, pepper).encode())
    kept = {name: list(values) for name, values in fields.items() if name != FIELD}
    return kept | {FIELD: [plain]} if is_ours else kept


def _signature(plain: str, sheet: str, pepper: str) -> str:
    return keyed("rendered", f"{sheet} {plain}", pepper)[:N_HEX]
