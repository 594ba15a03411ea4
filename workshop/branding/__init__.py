"""How the practice that runs the site looks: its logo and one colour of its own, on pages, on paper and in mail."""

from workshop.branding.views import bp

__all__ = ["bp"]
