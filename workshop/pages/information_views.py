"""The information sheet for works councils and boards, from the site's settings, in the reader's language."""

from flask_babel import gettext as _
from flask_babel import ngettext

from workshop.config import Settings
from workshop.pages.papers import Paper, Section


def information_sheet(settings: Settings) -> Paper:
    """What the site is for, what it never does, what it keeps, who sees it, for how long, and how to object."""
    return Paper(
        name="information-sheet",
        title=_("Information for works councils and boards"),
        standfirst=_(
            "What %(site)s does with what people write in a workshop, and what it cannot do. %(practice)s runs it.",
            site=settings.site_name,
            practice=settings.practice_name,
        ),
        sections=(
            _purpose(),
            _no_assessment(),
            _stored(settings),
            _protection(),
            _rights(settings),
            _limits(settings),
            _contact(settings),
        ),
    )


def _purpose() -> Section:
    lines = (
        _("People think about what their manager has to achieve and what their customers need, and leave with one action."),
        _("Every question may be left empty, and nobody is told who left what empty."),
        _("The organisation gets a team report of figures, from which teams agree on what to do next."),
    )
    return Section(_("Purpose"), lines)


def _no_assessment() -> Section:
    lines = (
        _("Neither figures nor report may be used to assess a person, or one manager; every report says so."),
        _("There is no score of a person, no ranking, no list of who answered, no time of anybody’s saving."),
        _("Nothing is measured in the background: only what somebody types or chooses is kept."),
        _("Where one manager leads most of the people, what they write about their manager’s objectives is in no report."),
        _("No machine sorts, scores or sums up what people write, and nothing is passed on to a service of anybody else."),
    )
    return Section(_("No assessment of persons"), lines)


def _stored(settings: Settings) -> Section:
    backups = ngettext("%(num)s day", "%(num)s days", settings.backup_days)
    rows = (
        (_("Address and, if given, name"), _("The person; the facilitator sees who is expected and who has joined"),
         _("24 months after the last visit; a list of who is expected 24 months after its workshop")),
        (_("Worksheets"), _("The person alone"), _("24 months after the last visit")),
        (_("A sentence shared by its writer, without a name"),
         _("The room and the organisation, once six people or more shared one"),
         _("As long as the report is kept")),
        (_("Figures of six people or more"), _("The room, the facilitator, the organisation’s readers: the same for all"),
         _("As long as the report is kept")),
        (_("The action, and how it went, from those who agreed to be asked"), _("The person; totals of six people or more"),
         _("24 months after the last visit")),
        (_("Who of the staff signed in, released or read a report"), _("The administrator"), _("24 months")),
        (_("Backups"), _("Nobody; they are only put back after a fault"), backups),
    )  # fmt: skip
    head = (_("What is kept"), _("Who sees it"), _("How long"))
    return Section(_("What is kept, who sees it, for how long"), (), head, rows)


def _protection() -> Section:
    lines = (
        _("A figure counts at least six people. Where that cannot be kept, it is not shown, and the reason is never told."),
        _(
            "Figures are added up once and never again, so that comparing them, over teams or over "
            "time, tells nothing of anybody."
        ),
        _("Figures are coarse: no percentages, no lowest or highest. Figures of a team are coarser still."),
        _("Neither the facilitator nor the administrator has a page, a file or a command that shows somebody’s answers."),
        _("The organisation has no access to a worksheet and no say over one."),
    )
    return Section(_("How people are protected"), lines)


def _rights(settings: Settings) -> Section:
    lines = (
        _(
            "Everybody can read, change, download and erase what is theirs, in their account, at any "
            "time and without asking."
        ),
        _(
            "Whoever objects need not join, or leaves a sheet empty, or erases themself. The facilitator sees who joined; "
            "who wrote nothing, and who was erased, is told to nobody."
        ),
        _("An objection, or a question about what is kept, goes to %(address)s.", address=settings.contact_address),
        _("Everybody may also complain to the data protection authority of where they live or work."),
    )
    return Section(_("How to object, and other rights"), lines)


def _limits(settings: Settings) -> Section:
    lines = (
        _("People talk. A lone voice in a known group, or a style of writing, can give someone away."),
        _(
            "Whoever plants five false participants before adding up can learn about a sixth; so "
            "each figure says how many it counts."
        ),
        _("Whoever runs the server could, with effort, read its database."),
        ngettext(
            "Erased text leaves the backups when they expire, after %(num)s day.",
            "Erased text leaves the backups when they expire, after %(num)s days.",
            settings.backup_days,
        ),
    )
    return Section(_("Honest limits"), lines)


def _contact(settings: Settings) -> Section:
    who = ", ".join(filter(None, (settings.practice_name, settings.postal_address)))
    return Section(_("Who answers"), (who, settings.contact_address, settings.base_url))
