"""Every page a participant meets under /workbook."""

from workshop.workbook import action_views as action_views
from workshop.workbook import check_views as check_views  # their routes belong to the same blueprint
from workshop.workbook import contents_views as contents_views
from workshop.workbook import document_views as document_views
from workshop.workbook import keeping_views as keeping_views
from workshop.workbook import own_views as own_views
from workshop.workbook import own_words as own_words  # what people may take along or have erased
from workshop.workbook import room_views as room_views
from workshop.workbook import saving_views as saving_views
from workshop.workbook import sharing_views as sharing_views
from workshop.workbook import sight_views as sight_views
from workshop.workbook.views import bp

__all__ = ["bp"]
