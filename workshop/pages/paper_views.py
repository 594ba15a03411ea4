"""Documents for whoever decides about booking: public, as a page and as a PDF."""

from dataclasses import asdict

from flask import current_app, render_template
from flask_babel import get_locale

from workshop.branding.views import practice_on_paper
from workshop.config import Settings
from workshop.pages.agreement_views import agreement
from workshop.pages.information_views import information_sheet
from workshop.pages.papers import Paper
from workshop.pdf.compiling import compile_pdf
from workshop.pdf.serving import asked_paper, pdf_file


def information_page():
    """The information sheet as a page."""
    return render_template("pages/paper.html", paper=information_sheet(_settings()), file="pages.information_pdf")


def information_pdf():
    """The same as a PDF."""
    return _pdf(information_sheet(_settings()))


def agreement_page():
    """The template of an agreement as a page."""
    return render_template("pages/paper.html", paper=agreement(_settings()), file="pages.agreement_pdf")


def agreement_pdf():
    """The same as a PDF."""
    return _pdf(agreement(_settings()))


def _settings() -> Settings:
    return current_app.config["SETTINGS"]


def _pdf(paper: Paper):
    data = asdict(paper) | {"practice": practice_on_paper()}
    made = compile_pdf("pages/paper.typ", data, title=paper.title, lang=str(get_locale()), paper=asked_paper())
    return pdf_file(made, paper.name)
