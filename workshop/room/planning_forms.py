"""The shape of a plan as a facilitator fills it in."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, StopValidation, ValidationError

from workshop.events.links import BadLink, clean_link
from workshop.events.planning import LOWEST_FLOOR, N_NEEDS
from workshop.events.teams import RepeatedTeam, read_teams
from workshop.events.zones import NoSuchTime, TimeHappensTwice, UnknownZone, moment
from workshop.room.agenda_rows import LONGEST_PROMPT, LONGEST_STEP, read_rows

PUBLIC = "public"  # chosen instead of a client
LONGEST_TITLE = 120
LONGEST_TEAM = 80
MOST_TEAMS = 40
LONGEST_MINUTES = 600


def _trimmed(text: str | None) -> str | None:
    return " ".join(text.split()) if text else text


def _refuse_bad_link(field) -> None:
    try:
        clean_link(field.data or "")
    except BadLink:
        raise ValidationError(_("Paste the whole address, beginning with https://")) from None


class AnsweredForAClient(InputRequired):
    """A question about the people of a client: a public webinar leaves it open."""

    def __call__(self, form, field) -> None:
        if form.is_public:
            field.errors[:] = []
            raise StopValidation()
        super().__call__(form, field)


class TimeForm(FlaskForm):
    """What can be changed at any time: what an event is called, and when it is."""

    title = StringField(
        _l("Title"),
        filters=[_trimmed],
        validators=[
            InputRequired(_l("Write a title: people read it when they join.")),
            Length(max=LONGEST_TITLE, message=_l("Shorten the title to %(max)d characters or fewer.")),
        ],
    )
    day = DateField(_l("Day"), validators=[InputRequired(_l("Choose the day, such as 2027-03-16."))])
    hour = TimeField(_l("Begins at"), validators=[InputRequired(_l("Write when it begins, such as 10:00."))])
    zone = SelectField(_l("Time zone"), validate_choice=False)
    minutes = IntegerField(
        _l("Length in minutes"),
        validators=[
            Optional(),
            NumberRange(10, LONGEST_MINUTES, _l("Write a length from %(min)d to %(max)d minutes.")),
        ],
    )

    meeting = StringField(_l("Link to the meeting (optional)"))
    recording = StringField(_l("Link to the recording (optional)"))

    def validate_meeting(self, field) -> None:
        _refuse_bad_link(field)

    def validate_recording(self, field) -> None:
        _refuse_bad_link(field)

    def validate_zone(self, field) -> None:
        if not (self.day.data and self.hour.data):
            return
        try:
            self.starts_at = moment(self.day.data, self.hour.data, field.data or "")
        except UnknownZone:
            raise ValidationError(_("Choose a time zone from the list.")) from None
        except NoSuchTime:
            raise ValidationError(
                _("The clocks go forward that day, and this time does not exist there. Choose an earlier or a later one.")
            ) from None
        except TimeHappensTwice:
            raise ValidationError(
                _("The clocks go back that day, and this time comes twice there. Choose an earlier or a later one.")
            ) from None


class AgendaField(Field):
    """The steps of the agenda, each row sent as several fields of the same names."""

    def process(self, formdata, data=(), extra_filters=None) -> None:
        self.process_errors = []
        self.data = read_rows(formdata.to_dict(flat=False)) if formdata else data


class PlanForm(TimeForm):
    """The whole plan."""

    kind = RadioField(_l("What is it?"), default="workshop")
    client = SelectField(_l("For which client?"), default="")
    language = SelectField(_l("Language"), default="en")
    admission = RadioField(
        _l("Who may join?"),
        default="roster",
    )
    teams = TextAreaField(_l("Teams"))
    agenda = AgendaField(_l("Agenda"))
    pace = RadioField(_l("Who sets the pace?"), default="room")
    tipsheet = SelectField(_l("Tipsheet"), default="")
    needs = SelectMultipleField(_l("Five shared needs to rate"))
    led = RadioField(
        _l("Does one manager lead most of these people?"),
        validators=[AnsweredForAClient(_l("Say whether one manager leads most of these people."))],
    )
    managers = RadioField(
        _l("Do managers of people here take part?"),
        validators=[AnsweredForAClient(_l("Say whether managers of people here take part."))],
    )
    floor = IntegerField(
        _l("Fewest people in a figure"),
        default=LOWEST_FLOOR,
        validators=[
            InputRequired(_l("Write six, or a larger number.")),
            NumberRange(LOWEST_FLOOR, 100, _l("A figure counts six people or more. You can only raise it, to 100 at most.")),
        ],
    )

    @property
    def is_public(self) -> bool:
        """True for a webinar of no client."""
        return self.client.data == PUBLIC and self.kind.data == "webinar"

    def validate_client(self, field) -> None:
        if not field.data:
            raise ValidationError(_("Choose the client. A webinar may be open to the public instead."))
        if field.data == PUBLIC and self.kind.data != "webinar":
            raise ValidationError(_("Choose the client, or make it a webinar: only webinars are open to the public."))

    def validate_teams(self, field) -> None:
        try:
            teams = read_teams(field.data or "")
        except RepeatedTeam as repeated:
            raise ValidationError(
                _("The team “%(name)s” stands there twice. Keep one of them.", name=str(repeated))
            ) from None
        if len(teams) > MOST_TEAMS or any(len(team.name) > LONGEST_TEAM for team in teams):
            raise ValidationError(
                _("At most %(n)s teams, with names of %(m)s characters or fewer.", n=MOST_TEAMS, m=LONGEST_TEAM)
            )

    def validate_agenda(self, field) -> None:
        for n, row in enumerate(field.data, 1):
            if not row.has_minutes:
                raise ValidationError(_("Write the minutes of step %(n)s, from 0 to %(max)s.", n=n, max=LONGEST_STEP))
            if len(row.prompt) > LONGEST_PROMPT:
                raise ValidationError(_("Shorten the words of step %(n)s to %(max)s characters.", n=n, max=LONGEST_PROMPT))
        if not any(row.kind == "worksheet" for row in field.data):
            raise ValidationError(_("Add at least one worksheet to the agenda."))

    def validate_needs(self, field) -> None:
        if len(set(field.data or ())) != N_NEEDS:
            raise ValidationError(_("Choose five of the six needs; you chose %(n)s.", n=len(set(field.data or ()))))
