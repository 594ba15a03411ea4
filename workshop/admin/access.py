"""Loaders of what an administrator acts on; each returns it, or stops with 404, for everyone else always."""

from flask import abort
from sqlalchemy import select

from workshop.accounts.access import administrator
from workshop.accounts.models import User
from workshop.clients.models import Client
from workshop.enquiries.models import Enquiry
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.newsletter.models import Mailing
from workshop.tipsheets import archive
from workshop.tipsheets.archive import UnknownTipsheet
from workshop.tipsheets.tipsheet import Tipsheet
from workshop.worksheets.catalogue import UnknownWorksheet, worksheet
from workshop.worksheets.worksheet import Worksheet


def known_person(person_id: str) -> User:
    """The user with this public id, or 404."""
    return _known(select(User).where(User.public_id == person_id))


def proven_person(person_id: str) -> User:
    """The same for somebody who can be given something to look after: only whose address is proven; else 404."""
    user = known_person(person_id)
    if not user.is_proven:
        abort(404)
    return user


def known_client(client_id: str) -> Client:
    """The client with this public id, or 404."""
    return _known(select(Client).where(Client.public_id == client_id))


def known_letter(mail_id: str) -> OutgoingMail:
    """The letter with this Message-ID, or 404."""
    return _known(select(OutgoingMail).where(OutgoingMail.message_id == mail_id))


def known_tipsheet(slug: str) -> Tipsheet:
    """The tipsheet with this address, published or not, or 404."""
    administrator()
    try:
        return archive.tipsheet(db.session, slug)
    except UnknownTipsheet:
        abort(404)


def is_unknown_tipsheet(slug: str) -> bool:
    """True when there is no tipsheet with this address, or no longer; only an administrator learns of it."""
    administrator()
    try:
        archive.tipsheet(db.session, slug)
    except UnknownTipsheet:
        return True
    return False


def known_worksheet(key: str, version: int) -> Worksheet:
    """The worksheet in this version, as an event asks it that rates every shared need, or 404."""
    administrator()
    try:
        found = worksheet(key, version)
    except UnknownWorksheet:
        abort(404)
    return found.for_needs([need.key for need in found.needs])


def known_mailing(slug: str) -> Mailing:
    """The mailing of this tipsheet, or 404."""
    return _known(select(Mailing).where(Mailing.slug == slug))


def known_enquiry(enquiry_id: str) -> Enquiry:
    """The enquiry with this public id, or 404."""
    return _known(select(Enquiry).where(Enquiry.public_id == enquiry_id))


def _known(wanted):
    administrator()
    found = db.session.scalar(wanted)
    if found is None:
        abort(404)
    return found
