"""Planning an event, and changing the plan until people have begun to write."""

from collections.abc import Sequence
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from workshop.accounts.entering_access import pepper
from workshop.accounts.models import User
from workshop.actions.schedule import move
from workshop.clients.models import Client
from workshop.database import utcnow
from workshop.events.access import hosted_event, planner
from workshop.events.agenda import TEMPLATES
from workshop.events.links import set_links
from workshop.events.models import Event
from workshop.events.planning import PromisesGiven, TeamInUse, as_planned, change_plan, change_time, plan_event
from workshop.events.queries import roster_sizes
from workshop.events.teams import pooled
from workshop.events.zones import zone_names
from workshop.extensions import db
from workshop.room.agenda_rows import acted, planned
from workshop.room.agenda_words import rows_in_words, words_to_add
from workshop.room.outlook import outlook
from workshop.room.planning_forms import PUBLIC, PlanForm, TimeForm
from workshop.room.plans import blank, copied, fields_of, minutes_of_template, plan_of, promised, teams_of
from workshop.room.views import bp
from workshop.tipsheets.archive import published
from workshop.worksheets.catalogue import worksheet

PROMISED = ("kind", "client", "admission", "led", "managers", "floor")  # what people read before they write


@bp.route("/events/new", methods=["GET", "POST"])
def plan_new():
    """Plan an event; `?like=HERON-42` begins with the plan of that one."""
    user, tipsheets = planner(), published(db.session, now=utcnow())
    form = _offered(PlanForm(data=_beginning(user, tipsheets)), tipsheets)
    if _is_to_be_saved(form):
        plan = plan_of(form.data, starts_at=form.starts_at, client=_client(form))
        event = plan_event(db.session, user, plan, now=utcnow())
        set_links(event, meeting=form.meeting.data or "", recording=form.recording.data or "")
        db.session.commit()
        flash(_("Planned. People join with the code %(code)s once you have opened the doors.", code=event.code))
        _say_if_too_long(event)
        return redirect(url_for(".show", code=event.code), 303)
    return _page(form, None, [user])


def _beginning(user: User, tipsheets) -> dict[str, Any]:
    """The fields with which a new plan begins."""
    today, like = utcnow().date(), request.args.get("like", "")
    if not like:
        return blank(zone=user.zone, today=today, tipsheet=tipsheets[0].slug if tipsheets else "")
    event = hosted_event(like)
    return copied(fields_of(event, as_planned(event.teams, roster_sizes(db.session, event))), today=today)


@bp.route("/events/<code>/plan", methods=["GET", "POST"])
def plan(code):
    """Change the plan; once people have begun to write, only its title and time."""
    event = hosted_event(code)
    if event.locked_at is not None:
        return _change_time(event)
    teams = as_planned(event.teams, roster_sizes(db.session, event))
    form = _offered(PlanForm(data=fields_of(event, teams)), published(db.session, now=utcnow()))
    if _is_to_be_saved(form):
        try:
            change_plan(db.session, event, plan_of(form.data, starts_at=form.starts_at, client=_client(form)))
        except PromisesGiven:
            db.session.rollback()
            changed = [name for name in PROMISED if form[name].data != fields_of(event, teams)[name]]
            form[(changed or PROMISED)[0]].errors = [_("People have sat down and read who sees what: this stays as it was.")]
        except TeamInUse as used:
            db.session.rollback()
            form.teams.errors = [
                _("People are expected in the team “%(name)s”. Keep it, or move them first.", name=str(used))
            ]
        else:
            set_links(event, meeting=form.meeting.data or "", recording=form.recording.data or "")
            return _saved(event)
    return _page(form, event, [one.user for one in event.facilitators])


def _change_time(event: Event):
    form = TimeForm(data=fields_of(event, ()))
    form.zone.choices = _zones()
    if form.validate_on_submit():
        change_time(
            event,
            title=form.title.data,
            starts_at=form.starts_at,
            minutes=form.minutes.data or int((event.ends_at - event.starts_at).total_seconds() // 60),
            zone=form.zone.data,
        )
        set_links(event, meeting=form.meeting.data or "", recording=form.recording.data or "")
        return _saved(event)
    return render_template("room/plan_locked.html", event=event, form=form), 422 if form.errors else 200


def _saved(event: Event):
    move(db.session, event, pepper=pepper(), now=utcnow())
    db.session.commit()
    flash(_("The plan is saved."))
    _say_if_too_long(event)
    return redirect(url_for(".show", code=event.code), 303)


def _say_if_too_long(event: Event) -> None:
    minutes, planned = (
        int((event.ends_at - event.starts_at).total_seconds() // 60),
        sum(step.minutes for step in event.steps),
    )
    if planned > minutes:
        flash(_("The steps add up to %(planned)s minutes, and there are %(minutes)s.", planned=planned, minutes=minutes))


def _is_to_be_saved(form: PlanForm) -> bool:
    """True for a whole plan whose Save was pressed. Every other button changes the page alone, and is a look ahead."""
    if request.method != "POST":
        return False
    action = request.form.get("action", "save")
    if action == "save":
        return form.validate()
    if action == "pool":
        form.teams.data = "\n".join(team.line for team in pooled(teams_of(form.data)))
    if action.startswith("agenda-"):
        form.minutes.data = minutes_of_template(action.removeprefix("agenda-")) or form.minutes.data
    acting = acted(form.agenda.data, action, adding=request.form.get("adding", ""))
    form.agenda.data, g.agenda_focus = acting.rows, (acting.at, action.partition("-")[0])
    return False


def _offered(form: PlanForm, tipsheets) -> PlanForm:
    """The form with everything there is to choose from."""
    language = form.language.data or "en"
    clients = db.session.scalars(select(Client).order_by(Client.name)).all()
    form.zone.choices = _zones()
    form.kind.choices = {"workshop": _("A workshop"), "webinar": _("A webinar")}
    form.client.choices = {
        "": _("Choose a client"),
        PUBLIC: _("None: a webinar open to the public"),
        **{one.public_id: one.name for one in clients},
    }
    form.language.choices = {"en": "English"}
    form.admission.choices = {"roster": _("People on the roster"), "code": _("Anyone with the code")}
    form.pace.choices = {
        "room": _("The facilitator, step by step"),
        "own": _("Everybody: every step is open from the start"),
    }
    form.tipsheet.choices = {"": _("None"), **{one.slug: one.title for one in tipsheets}}
    form.needs.choices = {one.key: one.label.in_(language) for one in worksheet("needs").needs}
    form.led.choices = form.managers.choices = {"yes": _("Yes"), "no": _("No")}
    return form


def _zones() -> dict[str, str]:
    return {name: name for name in zone_names()}


def _client(form: PlanForm) -> Client | None:
    return db.session.scalar(select(Client).where(Client.public_id == form.client.data)) if form.client.data else None


def _page(form: PlanForm, event: Event | None, hosts: Sequence[User]):
    settings = promised(form.data, client=_client(form), hosts=hosts)
    return render_template(
        "room/plan.html",
        form=form,
        event=event,
        promised=settings,
        steps=rows_in_words(form.agenda.data, form.language.data or "en"),
        adding=words_to_add(form.agenda.data, form.language.data or "en"),
        templates={key: one.minutes for key, one in TEMPLATES.items()},
        planned_minutes=sum(step.minutes for step in planned(form.agenda.data)),
        focus=g.get("agenda_focus", (None, "")),
        outlook=outlook(teams_of(form.data), floor=settings.floor),
    ), 422 if form.errors else 200
