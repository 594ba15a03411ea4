"""The promises of test_nothing_is_lost, seen to break: each breach on steps told in advance.

What is drawn at random takes another course in every run, since entries are put in order by ids that are random too.
"""

import pytest

from tests.answers.test_nothing_is_lost import Devices
from workshop.answers.merging import Mark, Verdict
from workshop.answers.outcome import Outcome
from workshop.answers.storing import store_answers, store_sheet
from workshop.database import begin_writing


def as_if_seen(session, _seen, plan) -> Outcome:
    """A breach: what was worked out before the lock is stored, whatever has changed since."""
    begin_writing(session)
    store_sheet(session, plan)
    store_answers(
        session, plan.sheet.id, plan.judged.writes, mark=Mark(plan.brought.writer, plan.brought.seq), revision=plan.revision
    )
    return plan.outcome()


def play(steps: list[tuple[str, dict]]) -> None:
    """A person's two devices, both with scripts, do this."""
    devices = Devices()
    devices.begin(with_scripts=(True, True))
    for rule_name, given in steps:
        getattr(devices, rule_name)(**given)


def typed_and_sent(device: int, fate: str) -> list[tuple[str, dict]]:
    """Somebody types new words in the first answer of this device's page, and this becomes of its save."""
    typing = {"device": device, "entry": 0, "question": "objective", "what": "words"}
    return [("type_words", typing), ("send", {"device": device, "verb": "save", "entry": 0, "fate": fate})]


ONE_ENTRY = [*typed_and_sent(0, "heard"), ("open_again", {"device": 1, "has_scripts": True})]
UNSEEN = [*ONE_ENTRY, *typed_and_sent(0, "heard"), *typed_and_sent(1, "heard")]
SETTLED = [*ONE_ENTRY, *typed_and_sent(0, "heard"), *typed_and_sent(1, "keep-mine")]
MEANWHILE = [
    *ONE_ENTRY,
    *typed_and_sent(0, "delayed"),
    *typed_and_sent(1, "delayed"),
    ("arrive_at_once", {"which": 0, "other": 1}),
]


@pytest.mark.parametrize(
    ("name", "breach", "steps"),
    [
        ("workshop.answers.judging.decide", lambda **_: Verdict.WRITE, UNSEEN),
        ("workshop.answers.saving.keep", lambda *_, **__: (), SETTLED),
        ("workshop.answers.saving.store_as_foreseen", as_if_seen, MEANWHILE),
    ],
)
def test_the_promises_are_seen_to_break(app, monkeypatch, name, breach, steps):
    play(steps)
    monkeypatch.setattr(name, breach)

    with pytest.raises(AssertionError, match=r"overwritten unseen|is nowhere"):
        play(steps)
