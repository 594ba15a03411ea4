"""The template of an agreement between an organisation and the practice, from the site's settings.

The practice answers for the workbooks itself (privacy.md, rule 14); for the organisation it processes the list of who is
expected, and keeps the report.
"""

from flask_babel import gettext as _
from flask_babel import ngettext

from workshop.config import Settings
from workshop.pages.papers import Paper, Section


def agreement(settings: Settings) -> Paper:
    """A template to be checked and filled in: who answers for what, on which instructions, with which safeguards."""
    return Paper(
        name="processing-agreement",
        title=_("Agreement on processing personal data"),
        standfirst=_("A template, to be checked by both parties before they sign it. It is no legal advice."),
        sections=(
            _parties(settings),
            _subject(),
            _own_responsibility(settings),
            _duties(settings),
            _safeguards(settings),
            _end(),
        ),
        blanks=(
            _("The organisation: name and address"),
            _("Its readers of reports, by address"),
            _("Workshops or webinars, and their days"),
            _("Place, day, signature of the organisation"),
            _("Place, day, signature of %(practice)s", practice=settings.practice_name),
        ),
    )


def _parties(settings: Settings) -> Section:
    who = ", ".join(filter(None, (settings.practice_name, settings.postal_address, settings.contact_address)))
    lines = (
        _("The organisation named at the end decides why and how the data in section 2 is used (controller)."),
        _("%(practice)s processes it on the organisation’s behalf (processor).", practice=who),
    )
    return Section(_("1 Parties"), lines)


def _subject() -> Section:
    rows = (
        (_("Who is expected: address, name, team"), _("Inviting people, letting them in, putting them into their team"),
         _("24 months after the event, or earlier on instruction")),
        (_("Readers of reports: address, name"), _("Letting them sign in and read the reports of their organisation"),
         _("Until they are removed")),
        (_("The report: figures of six people or more, and statements shared without a name"),
         _("Making it available to those readers"),
         _("Until the organisation asks for its deletion")),
    )  # fmt: skip
    head = (_("Data"), _("What for"), _("How long"))
    return Section(_("2 Subject, purpose, duration"), (_("It concerns employees of the organisation."),), head, rows)


def _own_responsibility(settings: Settings) -> Section:
    practice = settings.practice_name
    lines = (
        _(
            "Workbooks belong to the people who write them. %(practice)s answers for them itself, towards those people; "
            "they are not processed on the organisation’s behalf.",
            practice=practice,
        ),
        _("The organisation gets no access to a workbook and no say over one, and asks for none, also not through its IT."),
        _("It uses figures and report for no assessment of a person or of one manager, and tries to recognise nobody."),
    )
    return Section(_("3 What is not processed on behalf"), lines)


def _duties(settings: Settings) -> Section:
    lines = (
        _("The processor acts on documented instructions alone, and says so if it holds one to be unlawful."),
        _("Everybody with access is bound to confidentiality."),
        _(
            "No further processor is engaged without written consent. At the time of writing there "
            "is none besides: ________________."
        ),
        _("It helps to answer people who ask for their rights, and with assessments and notifications the law asks for."),
        _("A breach of protection is reported to the organisation’s contact without undue delay."),
        _(
            "It shows on request how this agreement is kept, and allows inspections with notice; "
            "worksheets are not part of one."
        ),
    )
    return Section(_("4 Duties of the processor"), lines)


def _safeguards(settings: Settings) -> Section:
    lines = (
        _("Connections are encrypted; passwords are kept as salted hashes; staff may be asked for a second step."),
        _(
            "Access follows from belonging, is checked on every page, and ends at once; reading a "
            "report is noted in a sealed log."
        ),
        ngettext(
            "Backups are kept for %(num)s day; after one is put back, erasures are repeated.",
            "Backups are kept for %(num)s days; after one is put back, erasures are repeated.",
            settings.backup_days,
        ),
        _(
            "Figures come about under fixed rules that nobody can lower: at least six people, added "
            "up once, the same for all readers."
        ),
        _("The site loads nothing from anybody else, and measures nobody."),
    )
    return Section(_("5 Safeguards"), lines)


def _end() -> Section:
    lines = (
        _("At the end, or earlier on instruction, the processor deletes the data of section 2, or returns it before."),
        _("What people keep in their workbooks, and figures that name nobody, are not touched by this."),
    )
    return Section(_("6 End"), lines)
