"""Codes of the person's rights: what is thinned out, and how far a disposal has come."""

from enum import StrEnum


class RecordType(StrEnum):
    """What a rule of retention is about."""

    CASE = "case"  # a person's file, when the enrolment has ended
    NETWORK = "network"  # the others on the person's network map
    ENQUIRY = "enquiry"  # an enquiry that led to no enrolment


class DisposalState(StrEnum):
    PROPOSED = "proposed"
    RETURNED = "returned"
    DONE = "done"
