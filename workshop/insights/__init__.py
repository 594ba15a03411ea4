"""The only code that reads other people's answers and check-ins, and what it makes of them.

Nothing leaves this feature but `releases` (a `Release`: frozen figures), `statements` (a `Batch`: texts that six people
or more shared, without names) and `turnout` (a `Turnout`: totals of who has started, is done, was asked and answered).
Pages, screens, exports, mail and log lines take one of these; none takes rows. The control room alone asks `confirmation`
before it adds up through `adding_up` and gathers through `gathering`, and planning asks `expected` which teams will have
figures; none hands out what anybody wrote.
"""

from workshop.insights import running

__all__ = ["running"]
