"""People who sign in: passwords, mailed links and codes, devices."""

from workshop.accounts import absence_commands, account_views, link_views, own_data_views, second_factor_views
from workshop.accounts.views import bp

__all__ = ["absence_commands", "account_views", "bp", "link_views", "own_data_views", "second_factor_views"]
