"""Work that keeps a processor busy, done beside the pages: in a thread of its own under gevent, else on the spot."""

from collections.abc import Callable
from typing import TypeVar

from gevent import get_hub, monkey

from workshop.turns import others_go_on

Result = TypeVar("Result")


def aside(work: Callable[..., Result], *given: object) -> Result:
    """The result of `work(*given)`, without holding up other greenlets. It must not touch the database session."""
    if monkey.is_module_patched("threading"):
        with others_go_on():
            return get_hub().threadpool.apply(work, given)
    return work(*given)
