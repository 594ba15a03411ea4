"""What people mean to do, and check-ins: asked a week, a month and three months later, of those who agreed to be asked."""

from workshop.actions import own_words, running, tip_running, tip_views
from workshop.actions.check_in_views import bp

__all__ = ["bp", "own_words", "running", "tip_running", "tip_views"]
