"""The outbox and its transport; takes rendered letters, knows no feature."""

from workshop.mail import forgetting, mailbox, suppressions
from workshop.mail.views import bp

__all__ = ["bp", "forgetting", "mailbox", "suppressions"]
