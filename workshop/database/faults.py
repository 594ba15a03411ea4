"""What is raised where the database does not serve: it is locked, full or gone, or all connections are taken."""

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from workshop.database.sqlite import DatabaseBusy

NOT_SERVED = (DatabaseBusy, OperationalError, NoConnectionFree)
