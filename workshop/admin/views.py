"""The administrator's overview and the audit log."""

from flask import Blueprint, render_template, request

from workshop.accounts.access import administrator
from workshop.admin.acts import read_log
from workshop.admin.letters import count_letters
from workshop.admin.wording import act_words, hold_words, mailing_words, pause_words
from workshop.audit.log import note
from workshop.audit.sealing import verify
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.pausing import current_pause

bp = Blueprint("admin", __name__)
bp.add_app_template_filter(act_words)
bp.add_app_template_filter(mailing_words)
bp.add_app_template_filter(hold_words)
bp.add_app_template_filter(pause_words)


@bp.get("/admin")
def overview():
    """What there is to look after, and what needs a look."""
    administrator()
    letters = count_letters(db.session)
    pause = current_pause(db.session)
    n_stuck = letters.get("failed", 0) + letters.get("uncertain", 0)
    return render_template("admin/overview.html", n_stuck=n_stuck, pause=pause)


@bp.get("/admin/audit")
def audit():
    """What staff did, the newest first."""
    administrator()
    acts, page = read_log(db.session, wanted_page())
    verdict = verify(db.session, now=utcnow())
    return render_template("admin/audit.html", acts=acts, page=page, verdict=verdict)


def wanted_page() -> int:
    """The number of the page asked for, as far as it is one."""
    return request.args.get("page", 1, type=int)


def note_act(act: str, subject: str) -> None:
    """Note in the audit log what the administrator who asks did."""
    note(db.session, act=act, actor=administrator().public_id, subject=subject, now=utcnow())
