"""Words for what the database keeps in keys: acts of the log, states of letters, groups of people."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workshop.admin.people import GROUPS

ACTS = {
    "staff.signed_in": _l("signed in"),
    "second_step.set": _l("switched on the second step"),
    "second_step.ended": _l("switched off the second step"),
    "person.added": _l("added a person"),
    "person.erased": _l("erased a person"),
    "person.erased_again": _l("erased a person again, after a backup was put back"),
    "person.forgotten": _l("forgot a person who had not come for two years"),
    "person.disabled": _l("disabled a person"),
    "person.enabled": _l("enabled a person"),
    "person.sent_link": _l("sent a sign-in link"),
    "planner.appointed": _l("let somebody plan workshops"),
    "planner.dismissed": _l("took back planning workshops"),
    "administrator.appointed": _l("made somebody administrator"),
    "administrator.dismissed": _l("took back being administrator"),
    "client.added": _l("added a client"),
    "client.renamed": _l("renamed a client"),
    "team.added": _l("added a team"),
    "team.renamed": _l("renamed a team"),
    "team.removed": _l("removed a team"),
    "reader.added": _l("added a reader of reports"),
    "reader.removed": _l("removed a reader of reports"),
    "event.shared": _l("let somebody lead a workshop or webinar too"),
    "event.unshared": _l("took back leading a workshop or webinar"),
    "event.closed": _l("closed a workshop or webinar"),
    "event.typing_left_open": _l("left the typing-up of paper sheets open"),
    "rehearsal.begun": _l("began a rehearsal"),
    "rehearsal.ended": _l("threw a rehearsal away"),
    "screen.paired": _l("tied a big screen to a workshop or webinar"),
    "screen.ended": _l("ended a big screen"),
    "release.made": _l("added up a worksheet"),
    "release.shown": _l("showed figures to the room"),
    "statements.gathered": _l("gathered shared statements"),
    "statements.shown": _l("showed statements to the room"),
    "commitment.sent": _l("sent what the client will do to who took part"),
    "report.released": _l("released a report"),
    "report.withdrawn": _l("withdrew a report"),
    "report.shared": _l("made a link to a report"),
    "report.unshared": _l("stopped a link to a report"),
    "report.read": _l("read a report"),
    "report.pdf": _l("took a report away as PDF"),
    "report.xlsx": _l("took a report away as a spreadsheet"),
    "report.csv": _l("took the values of a figure away"),
    "figure.exported": _l("took a figure away as a file"),
    "look.colour": _l("changed the colour of the site"),
    "look.logo": _l("changed the logo of the site"),
    "letter.retried": _l("queued a letter again"),
    "letter.cancelled": _l("cancelled a letter"),
    "tipsheet.written": _l("began a tipsheet"),
    "tipsheet.changed": _l("changed a tipsheet"),
    "tipsheet.corrected": _l("corrected a published tipsheet"),
    "tipsheet.published": _l("set the hour at which a tipsheet’s page opens"),
    "tipsheet.withdrawn": _l("made a planned tipsheet a draft again"),
    "tipsheet.removed": _l("deleted a draft of a tipsheet"),
    "tipsheet.imported": _l("brought an old tipsheet along"),
    "mail.paused": _l("stopped all mail"),
    "mail.went_on": _l("let mail go on"),
    "mailing.scheduled": _l("planned to mail a tipsheet"),
    "mailing.cancelled": _l("cancelled the mailing of a tipsheet"),
    "mailing.held": _l("held the mailing of a tipsheet"),
    "mailing.went_on": _l("let a held mailing go on"),
    "mailing.tried": _l("mailed themself a tipsheet"),
    "enquiry.answered": _l("answered an enquiry"),
    "subscribers.imported": _l("brought subscribers along from elsewhere"),
}


def act_words(act: str) -> str:
    """A noted act as a sentence without its subject; one that has no words here keeps its key."""
    return str(ACTS[act]) if act in ACTS else act.replace(".", ": ").replace("_", " ")


def state_words() -> dict[str, str]:
    """What has become of a letter, by the key of its state."""
    return {
        "queued": _("Waiting"),
        "retry": _("To be tried again"),
        "inflight": _("Being sent"),
        "sent": _("Sent"),
        "failed": _("Failed"),
        "uncertain": _("Sent, or not: the connection broke"),
        "cancelled": _("Cancelled"),
        "bounced": _("No such address"),
        "skipped": _("Unsubscribed before it was sent"),
    }


def kind_words(kinds: list[str]) -> list[tuple[str, str]]:
    """The kinds of letters, each with its words, to choose from."""
    words = {
        "absence": _("Long absence"),
        "check_in": _("How an action went"),
        "invitation": _("Invitation"),
        "news": _("News"),
        "readdressed": _("Changed address"),
        "reminder": _("Reminder"),
        "report": _("Report"),
        "sign_in": _("Sign-in"),
        "subscription": _("Subscription"),
        "tipsheet": _("Tipsheet"),
        "trying": _("Copy of a tipsheet to oneself"),
        "webinar": _("Webinar"),
        "welcome": _("Welcome"),
    }
    return [(kind, words.get(kind, kind.replace("_", " "))) for kind in kinds]


def pause_words(because: str) -> str:
    """Why no mail goes, and what to do."""
    return {
        "paused": _("An administrator stopped it."),
        "refused": _("The mail server refuses us. Put right what it names: address, name or password are in the settings."),
        "restored": _(
            "A backup was put back. Look first whether a mailing under Tipsheets went out since the backup was made: "
            "it would go again. Cancel it, then let mail go on."
        ),
    }.get(because, because)


def stop_words(reason: str) -> str:
    """Why mailings leave an address out."""
    return {
        "bounced": _("No such mailbox"),
        "complained": _("Its owner called a letter unwanted"),
        "unreachable": _("Full or out of reach, three times in a row"),
    }.get(reason, reason)


def mailing_words(state: str) -> str:
    """How far the mailing of a tipsheet has come, by the key of its state."""
    return {
        "scheduled": _("Planned"),
        "sending": _("Being sent"),
        "held": _("Held"),
        "sent": _("Sent"),
        "cancelled": _("Cancelled"),
    }[state]


def hold_words(because: str) -> str:
    """Why a run was held, and what to do."""
    return {
        "late": _(
            "Its hour was more than six hours ago: perhaps it went out already, before a restore. Let it go on if not."
        ),
        "bounces": _(
            "More than one letter in twenty came back or was refused. Look first at their addresses, and at what was said."
        ),
        "complaints": _("More than three readers in a thousand called it unwanted. Ask yourself who is on the list."),
        "broken": _(
            "Twenty letters in a row broke the connection to the mail server. Ask whoever runs it why, then let it go on."
        ),
        "paused": _("An administrator held it."),
        "too_long": _("It has become too long for a letter. Shorten the tipsheet, then let it go on; or cancel it."),
    }.get(because, because)


def group_words() -> dict[str, str]:
    """The groups that the list of people can be narrowed to, all of them first."""
    words = {"administrators": _("Administrators"), "facilitators": _("Facilitators"), "readers": _("Client readers")}
    return {"": _("Everyone")} | {group: words[group] for group in GROUPS}
