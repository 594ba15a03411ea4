"""What participants wrote: the only home of raw answers. Only `insights` and `workbook` may import it."""

from workshop.answers import forgetting

__all__ = ["forgetting"]
