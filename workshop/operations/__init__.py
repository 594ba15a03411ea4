"""What whoever runs the site does on its machine: the first administrator, backup, restore, upgrade, a check."""

from workshop.operations import erased_pages, metrics_views
from workshop.operations.commands import bp

__all__ = ["bp", "erased_pages", "metrics_views"]
