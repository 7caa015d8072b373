"""Forms of this room: of people who send a notice, and of commissioners."""

from app.notices.forms.desk import DecisionForm, EvidenceForm
from app.notices.forms.reporter import NoticeForm, NumberForm

__all__ = ["DecisionForm", "EvidenceForm", "NoticeForm", "NumberForm"]
