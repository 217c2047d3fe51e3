"""Codes of the copies into an authority's own journal."""

from enum import StrEnum


class JournalSubject(StrEnum):
    CONTACT = "contact"
    FOLLOW_UP = "follow_up"
    EMPLOYER_VISIT = "employer_visit"
