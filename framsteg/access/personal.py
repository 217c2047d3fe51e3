"""Where the records keep something about a person: one line for each model that does.

The extract of the register, retention and anonymisation all go by this list, and by the models'
own `Privacy` classes; a test refuses a model that stands neither here nor among `OF_NO_PERSON`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from framsteg.records import models as records

Ids = Sequence[int]


@dataclass(frozen=True)
class Held:
    """Rows of one model that are about the person of some enrolments.

    `of` finds them by the enrolments' ids; `owner` is the path to the organisation that answers
    for a row. `others` are columns that name somebody else than the person. What is not `told`
    says nothing that other rows do not say.
    """

    model: type[Model]
    of: Callable[[Ids], Q]
    owner: str = "owner"
    others: tuple[str, ...] = ()
    told: bool = True

    @property
    def name(self) -> str:
        return str(self.model._meta.model_name)

    def rows(self, enrolment_ids: Ids, organisation_id: int) -> QuerySet[Any]:
        """The rows that this organisation answers for, the oldest first."""
        found = self.model._base_manager.filter(
            self.of(enrolment_ids), **{self.owner: organisation_id}
        )
        return found.order_by("pk").distinct()


def by(path: str) -> Callable[[Ids], Q]:
    """Rows that lead to an enrolment along `path`."""
    return lambda ids: Q(**{f"{path}__in": ids})


def _enquiries(ids: Ids) -> Q:
    asked = records.Enrolment.unscoped.filter(pk__in=ids, enquiry__isnull=False)
    return Q(pk__in=asked.values("enquiry"))


def _meetings(ids: Ids) -> Q:
    asked = records.Enrolment.unscoped.filter(pk__in=ids, enquiry__isnull=False)
    return Q(enrolment__in=ids) | Q(enquiry__in=asked.values("enquiry"))


HELD = (
    Held(records.Participant, by("enrolments")),
    Held(records.NameToken, by("participant__enrolments"), "participant__owner", told=False),
    Held(records.Enquiry, _enquiries, others=("meeting_with",)),
    Held(records.Enrolment, by("pk")),
    Held(records.PhaseSpell, by("enrolment"), "enrolment__owner"),
    Held(records.Assignment, by("enrolment"), "enrolment__owner"),
    Held(records.CaseLink, by("enrolment"), "enrolment__owner"),
    Held(records.BackUp, by("enrolment"), "enrolment__owner"),
    Held(records.CoachChange, by("enrolment")),
    Held(records.CaseSummary, by("enrolment"), told=False),
    Held(records.Section, by("enrolment")),
    Held(records.Consent, by("enrolment"), others=("interpreter", "signed_by")),
    Held(records.ConsentAnswer, by("consent__enrolment"), "consent__owner"),
    Held(records.ConsentGiver, by("consent__enrolment"), "consent__owner"),
    Held(records.Ground, by("enrolment"), "giver"),
    Held(records.Goal, by("enrolment")),
    Held(records.PlanAction, by("enrolment"), others=("responsible_name",)),
    Held(records.PlanReview, by("enrolment")),
    Held(records.ReviewedItem, by("enrolment")),
    Held(records.NetworkPerson, by("enrolment"), others=("name", "phone", "email")),
    Held(records.Effort, by("enrolment"), others=("responsible_name",)),
    Held(records.Document, by("enrolment")),
    Held(records.DocumentSection, by("enrolment")),
    Held(records.Edition, by("enrolment")),
    Held(records.EditionSection, by("enrolment")),
    Held(records.Signature, by("enrolment"), others=("name",)),
    Held(records.Contact, by("enrolment"), others=("present",)),
    Held(records.Meeting, _meetings),
    Held(records.MeetingGuest, by("meeting__enrolment"), "meeting__owner", told=False),
    Held(records.TeamAction, by("enrolment")),
    Held(records.EmployerContact, by("behalves__enrolment"), others=("spoke_with",)),
    Held(records.EmployerContactBehalf, by("enrolment"), "contact__owner", told=False),
    Held(records.JobWishes, by("enrolment")),
    Held(records.Match, by("enrolment")),
    Held(records.MatchStep, by("match__enrolment"), "match__owner"),
    Held(records.Placement, by("enrolment")),
    Held(records.PlacementExtent, by("placement__enrolment"), "placement__owner"),
    Held(records.TrainingStep, by("enrolment")),
    Held(records.Observation, by("enrolment")),
    Held(records.WorkplaceMeeting, by("enrolment"), others=("with_whom",)),
    Held(records.TaperStep, by("enrolment")),
    Held(records.FollowUp, by("enrolment")),
    Held(records.FollowUpExemption, by("enrolment")),
    Held(records.Quote, by("enrolment")),
    Held(records.ReportLink, by("enrolment")),
    Held(records.Crisis, by("enrolment")),
    Held(records.ConflictOfInterest, by("enrolment"), "staff__organisation"),
    Held(records.HandOver, by("enrolment")),
    Held(records.JournalCopy, by("enrolment")),
    Held(records.SampledFile, by("enrolment")),
    Held(records.FileAnswer, by("sampled__enrolment")),
    Held(records.PersonMerge, by("case_kept")),
    Held(records.PersonAsk, by("enrolment")),
    Held(records.PersonAnswer, by("enrolment")),
    Held(records.RegisterExtract, by("enrolment")),
    Held(records.PersonRequest, by("enrolment")),
    Held(records.Restriction, by("enrolment")),
    Held(records.EmergencyAccess, by("enrolment")),
)

OF_NO_PERSON: dict[type[Model], str] = {
    records.Absence: "staff",
    records.CalendarFeed: "staff",
    records.ContactPerson: "somebody at an employer, who has a register of their own",
    records.Disposal: "counts and days",
    records.DisposalItem: "which cases were thinned out: they name nobody after that",
    records.Draft: "not saved: gone within two weeks",
    records.Employer: "companies and public bodies",
    records.EmployerApart: "companies and public bodies",
    records.EmployerHandOver: "companies and public bodies",
    records.EmployerMerge: "companies and public bodies",
    records.EmployerWord: "companies and public bodies",
    records.FidelityAction: "the programme's way of working",
    records.FidelityAnswer: "the programme's way of working",
    records.FidelityReview: "the programme's way of working",
    records.FidelityReviewer: "staff",
    records.Funding: "the programme's money",
    records.ImportBatch: "a list that was loaded; what it changed stands in the history",
    records.ImportChange: "a way back; what it changed stands in the history",
    records.Instrument: "texts of an instrument",
    records.Invitation: "staff",
    records.Job: "jobs",
    records.JobRevision: "jobs",
    records.KnownDevice: "staff",
    records.ServiceToken: "keys of programs",
    records.NoticeSetting: "staff",
    records.Occupation: "jobs",
    records.Organisation: "organisations",
    records.OutreachEvent: "numbers of people, never their names",
    records.Partnership: "organisations",
    records.Programme: "the programme",
    records.Report: "the programme's way of working",
    records.ReportEdition: "printed without names, quotes by their own permission",
    records.ReportText: "the programme's way of working",
    records.RetentionDecision: "the organisation's rules",
    records.RoleGrant: "staff",
    records.SavedView: "staff",
    records.Staff: "staff",
    records.SteeringDecision: "the steering group",
    records.SteeringMeeting: "the steering group",
    records.SteeringSeat: "the steering group",
    records.Target: "the programme",
    records.Unit: "organisations",
    records.WorkAnalysis: "jobs",
    records.Workplace: "workplaces",
    records.WorkplaceTask: "workplaces",
    records.Event: "told by itself: the history",
    records.AccessLogEntry: "told by itself: who has read",
    records.LogLink: "hashes of the logs",
    records.LogCrossing: "hashes of the logs",
    records.LogHead: "hashes of the logs",
    records.LogReview: "what an officer found of a reader",
    records.LogSample: "numbers of rows of the log",
}
