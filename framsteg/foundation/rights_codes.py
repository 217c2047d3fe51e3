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


class RequestKind(StrEnum):
    """What a person asks for. An extract of the register has a page of its own."""

    RECTIFICATION = "rectification"  # article 16
    ERASURE = "erasure"  # 17
    RESTRICTION = "restriction"  # 18
    OBJECTION = "objection"  # 21


class RequestOutcome(StrEnum):
    OPEN = "open"
    MET = "met"
    PARTLY = "partly"
    REFUSED = "refused"


class RestrictionGround(StrEnum):
    """Why the use is restricted (article 18.1)."""

    CONTESTED = "contested"
    UNLAWFUL = "unlawful"
    CLAIMS = "claims"
    OBJECTION = "objection"
