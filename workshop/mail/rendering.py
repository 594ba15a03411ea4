"""Letters from templates: the first line is the subject, the rest is what is read. Render before a transaction begins."""

from dataclasses import dataclass

from flask import current_app


@dataclass(frozen=True)
class Letter:
    """A rendered letter, ready for the outbox."""

    subject: str
    text: str


def render_words(template: str, **given: object) -> str:
    """What `template` says with `given`, with one line break at its end. Asks neither the request nor who is signed in."""
    return current_app.jinja_env.get_template(template).render(**given).strip() + "\n"


def render_letter(template: str, **given: object) -> Letter:
    """The letter made from `template` and `given`. Does not look at who is signed in, which would begin a transaction."""
    subject, _, text = current_app.jinja_env.get_template(template).render(**given).strip().partition("\n")
    return Letter(subject.strip(), text.strip() + "\n")
