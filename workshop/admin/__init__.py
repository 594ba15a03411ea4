"""The administrator's pages: people and clients, letters and the log; never an answer."""

from workshop.admin import (
    belonging,
    client_views,
    deliverability_views,
    enquiry_views,
    importing_views,
    letter_views,
    look_views,
    mailing_views,
    people_views,
    person_views,
    publication_views,
    subscriber_views,
    team_views,
    tipsheet_views,
    worksheet_views,
)
from workshop.admin.views import bp

__all__ = [
    "belonging",
    "bp",
    "client_views",
    "deliverability_views",
    "enquiry_views",
    "importing_views",
    "letter_views",
    "look_views",
    "mailing_views",
    "people_views",
    "person_views",
    "publication_views",
    "subscriber_views",
    "team_views",
    "tipsheet_views",
    "worksheet_views",
]
