"""What a client will do after a report: its reader's own words, told to everybody who took part.

Its pages stand in `reports`: they are opened beside a report, by its readers, and `reports` imports this, never the reverse.
"""

from workshop.commitments import running

__all__ = ["running"]
