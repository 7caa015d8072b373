"""What can be read of notices: one by one, the list of commissioners, evidence."""

from app.notices.queries.evidence import all_evidence, evidence_due, evidence_of, get_evidence
from app.notices.queries.lists import Counts, Row, answers_waiting, counts, decided_lately, open_ones
from app.notices.queries.one import (
    WORDS,
    Told,
    about_one,
    by_code,
    by_form,
    contacts_due,
    get,
    has_address,
    is_there,
    mail_address,
    mail_links,
    of_contribution,
    still_with_words,
    to_confirm,
    told,
)

__all__ = [
    "WORDS",
    "Counts",
    "Row",
    "Told",
    "about_one",
    "all_evidence",
    "answers_waiting",
    "by_code",
    "by_form",
    "contacts_due",
    "counts",
    "decided_lately",
    "evidence_due",
    "evidence_of",
    "get",
    "get_evidence",
    "has_address",
    "is_there",
    "mail_address",
    "mail_links",
    "of_contribution",
    "open_ones",
    "still_with_words",
    "to_confirm",
    "told",
]
