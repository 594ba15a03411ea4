"""Sentences about readers, for whoever invites them."""

from flask_babel import gettext as _

from workshop.clients.inviting import Invited


def told_by_letter(invited: Invited) -> str:
    """Whether somebody who was invited gets a letter."""
    if invited.is_told:
        return _("A letter with a sign-in link is on its way.")
    return _("They had five letters in this hour; this one was not sent.")
