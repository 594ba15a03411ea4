"""The weekly tipsheet by mail: who has asked for it, who gets it, and how each of them leaves again."""

from workshop.newsletter import forward_views, own_words, running, subscription_views
from workshop.newsletter.views import bp

__all__ = ["bp", "forward_views", "own_words", "running", "subscription_views"]
