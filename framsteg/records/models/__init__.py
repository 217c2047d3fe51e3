"""The records, one file a subject. No workflow lives here; what must never be false does."""

from framsteg.records.models.conflicts import ConflictOfInterest
from framsteg.records.models.contacts import Contact
from framsteg.records.models.cover import Absence, BackUp, Crisis
from framsteg.records.models.documents import (
    Document,
    DocumentSection,
    Edition,
    EditionSection,
    Signature,
)
from framsteg.records.models.drafts import Draft
from framsteg.records.models.efforts import Effort
from framsteg.records.models.emergencies import EmergencyAccess
from framsteg.records.models.employer_profiles import (
    ContactPerson,
    EmployerApart,
    EmployerHandOver,
    EmployerMerge,
    WorkplaceTask,
)
from framsteg.records.models.employers import (
    Employer,
    EmployerContact,
    EmployerContactBehalf,
    EmployerWord,
    Workplace,
)
from framsteg.records.models.enquiries import Enquiry
from framsteg.records.models.enrolments import (
    Assignment,
    CaseSummary,
    Enrolment,
    PhaseSpell,
    Section,
)
from framsteg.records.models.fidelity import (
    FidelityAction,
    FidelityAnswer,
    FidelityReview,
    FidelityReviewer,
    FileAnswer,
    SampledFile,
)
from framsteg.records.models.follow_ups import (
    ANSWERS,
    PREFERS_NOT_TO_SAY,
    WELLBEING,
    FollowUp,
    FollowUpExemption,
)
from framsteg.records.models.handovers import HandOver
from framsteg.records.models.imports import ImportBatch, ImportChange
from framsteg.records.models.instruments import Instrument
from framsteg.records.models.jobs import Job, JobRevision, Occupation, WorkAnalysis
from framsteg.records.models.journal import JournalCopy
from framsteg.records.models.lists import CoachChange, SavedView
from framsteg.records.models.log_ins import Invitation, KnownDevice, ServiceToken
from framsteg.records.models.log_reviews import LogReview, LogSample
from framsteg.records.models.logs import AccessLogEntry, Event
from framsteg.records.models.matches import JobWishes, Match, MatchStep
from framsteg.records.models.meetings import (
    CalendarFeed,
    Meeting,
    MeetingGuest,
    NoticeSetting,
    TeamAction,
)
from framsteg.records.models.network import NetworkPerson
from framsteg.records.models.organisations import Organisation, Unit
from framsteg.records.models.outreach import OutreachEvent
from framsteg.records.models.participants import NameToken, Participant
from framsteg.records.models.person_asks import PersonAnswer, PersonAsk
from framsteg.records.models.person_merges import PersonMerge
from framsteg.records.models.placements import Placement, PlacementExtent
from framsteg.records.models.plans import Goal, PlanAction, PlanReview, ReviewedItem
from framsteg.records.models.programmes import Funding, Partnership, Programme, Target
from framsteg.records.models.proof import LogHead, LogLink
from framsteg.records.models.quotes import Quote
from framsteg.records.models.reports import Report, ReportEdition, ReportText
from framsteg.records.models.retention import (
    Disposal,
    DisposalItem,
    LogCrossing,
    RetentionDecision,
)
from framsteg.records.models.rights import PersonRequest, RegisterExtract, Restriction
from framsteg.records.models.self_reports import ReportLink
from framsteg.records.models.sharing import Consent, ConsentAnswer, ConsentGiver, Ground
from framsteg.records.models.staff import CaseLink, RoleGrant, Staff
from framsteg.records.models.steering import SteeringDecision, SteeringMeeting, SteeringSeat
from framsteg.records.models.training import Observation, TaperStep, TrainingStep, WorkplaceMeeting

__all__ = [
    "ANSWERS", "PREFERS_NOT_TO_SAY", "WELLBEING", "Absence", "AccessLogEntry", "Assignment",
    "BackUp", "CalendarFeed", "CaseLink", "CaseSummary", "CoachChange", "ConflictOfInterest",
    "Consent", "ConsentAnswer", "ConsentGiver", "Contact", "ContactPerson", "Crisis", "Disposal",
    "DisposalItem", "Document", "DocumentSection", "Draft", "Edition", "EditionSection", "Effort",
    "EmergencyAccess", "Employer", "EmployerApart", "EmployerContact", "EmployerContactBehalf",
    "EmployerHandOver", "EmployerMerge", "EmployerWord", "Enquiry", "Enrolment", "Event",
    "FidelityAction", "FidelityAnswer", "FidelityReview", "FidelityReviewer", "FileAnswer",
    "FollowUp", "FollowUpExemption", "Funding", "Goal", "Ground", "HandOver", "ImportBatch",
    "ImportChange", "Instrument", "Invitation", "Job", "JobRevision", "JobWishes", "JournalCopy",
    "KnownDevice", "LogCrossing", "LogHead", "LogLink", "LogReview", "LogSample", "Match",
    "MatchStep", "Meeting", "MeetingGuest", "NameToken", "NetworkPerson", "NoticeSetting",
    "Observation", "Occupation", "Organisation", "OutreachEvent", "Participant", "Partnership",
    "PersonAnswer", "PersonAsk", "PersonMerge", "PersonRequest", "PhaseSpell", "Placement",
    "PlacementExtent", "PlanAction", "PlanReview", "Programme", "Quote", "RegisterExtract",
    "Report", "ReportEdition", "ReportLink", "ReportText", "Restriction", "RetentionDecision",
    "ReviewedItem", "RoleGrant", "SampledFile", "SavedView", "Section", "ServiceToken", "Signature",
    "Staff", "SteeringDecision", "SteeringMeeting", "SteeringSeat", "TaperStep", "Target",
    "TeamAction", "TrainingStep", "Unit", "WorkAnalysis", "Workplace", "WorkplaceMeeting",
    "WorkplaceTask",
]  # fmt: skip
