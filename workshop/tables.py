"""Every table of the site, in one import: migrations and the mapper need them all, whatever pages are loaded."""

from sqlalchemy.orm import configure_mappers

from workshop.accounts import models as accounts
from workshop.actions import models as actions
from workshop.actions import tip_models
from workshop.answers import models as answers
from workshop.asking import models as asking
from workshop.attendance import models as attendance
from workshop.audit import models as audit
from workshop.branding import models as branding
from workshop.clients import models as clients
from workshop.commitments import models as commitments
from workshop.enquiries import models as enquiries
from workshop.events import models as events
from workshop.insights import models as insights
from workshop.invitations import models as invitations
from workshop.live import models as live
from workshop.mail import models as mail
from workshop.newsletter import models as newsletter
from workshop.polls import models as polls
from workshop.reports import models as reports
from workshop.room import models as room
from workshop.tipsheets import models as tipsheets

ALL = (
    accounts,
    clients,
    tipsheets,
    events,
    answers,
    actions,
    tip_models,
    asking,
    attendance,
    polls,
    commitments,
    insights,
    invitations,
    reports,
    newsletter,
    enquiries,
    mail,
    audit,
    branding,
    live,
    room,
)

# At once: records made from plain rows (workshop/records.py) do not wake the mapper.
configure_mappers()
