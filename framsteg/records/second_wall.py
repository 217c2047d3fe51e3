"""The second wall: PostgreSQL's own refusal to show rows of another organisation.

The room (framsteg.access) is the first wall and knows the whole rule: roles, links, parts, grounds.
This one knows less and stands on its own: it asks only which organisation is looking and what day
it is, and stops rows of another organisation for which no ground is in force. Without a viewer
nothing is shown. It binds every role but the one that owns the tables, so the site logs in with a
role that owns none.

The policies are drawn from the models (owner, enrolment, part, parent) at each `framsteg migrate`.
A model about persons of which nothing can be drawn, and that stands in no table below, is refused.
"""

from collections.abc import Container, Iterator
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.models import Model

from framsteg.foundation.codes import Part
from framsteg.foundation.person_codes import PersonKey
from framsteg.records.append_only import CROSS_OUT, LOGS

POLICY = "framsteg_second_wall"
ORGANISATION = "(SELECT framsteg_organisation())"
INSTALLATION = "(SELECT framsteg_is_installation())"

# Rows that stand or fall with another row: the column, and the table that it points into.
WITH_PARENT = {
    "ConsentAnswer": "consent",
    "ConsentGiver": "consent",
    "DisposalItem": "disposal",
    "EmployerContactBehalf": "enrolment",
    "FileAnswer": "sampled",
    "ImportChange": "batch",
    "MatchStep": "match",
    "NameToken": "participant",
    "PlacementExtent": "placement",
}
# The frame of a case: told to everyone who may see something of it, and cut by the room.
OF_THE_CASE = {
    "Assignment", "BackUp", "CaseLink", "CoachChange", "Consent", "EmergencyAccess", "HandOver",
    "PhaseSpell", "Restriction",
}  # fmt: skip
# Where no column says it: the part of the file that all rows of a model belong to.
PARTS = {
    "Contact": Part.CONTACTS,
    "Crisis": Part.SUPPORT_NEEDS,
    "Effort": Part.PLAN,
    "FollowUp": Part.FOLLOW_UPS,
    "FollowUpExemption": Part.FOLLOW_UPS,
    "Goal": Part.PLAN,
    "JobWishes": Part.PROFILE,
    "Match": Part.EMPLOYER_DEALINGS,
    "NetworkPerson": Part.NETWORK,
    "Observation": Part.PROFILE,
    "Placement": Part.EMPLOYER_DEALINGS,
    "PlanAction": Part.PLAN,
    "PlanReview": Part.PLAN,
    "ReportLink": Part.FOLLOW_UPS,
    "ReviewedItem": Part.PLAN,
    "TaperStep": Part.EMPLOYER_DEALINGS,
    "TrainingStep": Part.EMPLOYER_DEALINGS,
    "WorkplaceMeeting": Part.EMPLOYER_DEALINGS,
}
# Conditions of their own.
SPECIAL = {
    # Who wrote in the case, was given something in it, or began it.
    "Enrolment": "{owner} OR framsteg_sees_case(id)",
    # Comes with every case in sight; the room takes out who it is.
    "Participant": "{owner} OR framsteg_sees_person(id)",
    # Whoever is asked to the first talk is told of whom by the person's own yes.
    "Enquiry": "{owner} OR framsteg_is_asked_about(id)",
    "ConflictOfInterest": "enrolment_id IS NULL OR framsteg_sees_case(enrolment_id)",
    "Ground": "giver_id = {org} OR receiver_id = {org} OR framsteg_sees_case(enrolment_id)",
    # A meeting is told to everyone asked to it; one about nobody is the team's.
    "Meeting": "{owner} OR (enrolment_id IS NULL AND enquiry_id IS NULL)"
    " OR framsteg_sees_case(enrolment_id) OR framsteg_is_asked(id)",
    "MeetingGuest": "EXISTS (SELECT 1 FROM records_meeting m WHERE m.id = meeting_id)",
    "TeamAction": "{owner} OR enrolment_id IS NULL OR framsteg_sees_case(enrolment_id)",
    # Dealings with an employer are the programme's; for whom they were is the case's.
    "EmployerContact": "{known}",
    # Whoever is asked sees the question only where it has such a person; the asker sees a yes.
    "PersonAsk": "{owner} OR (asked_id = {org} AND framsteg_is_met(id))",
    "PersonAnswer": "{owner} OR (yes AND framsteg_has_asked(ask_id))",
    # The history of a case that was put into another is the other's.
    "Event": "organisation_id = {org} OR enrolment_id IS NULL OR framsteg_sees_case(enrolment_id)"
    " OR framsteg_sees_merged(enrolment_id)",
    "AccessLogEntry": "organisation_id = {org} OR framsteg_sees_case(enrolment_id)"
    " OR framsteg_sees_merged(enrolment_id)",
    "LogReview": "organisation_id = {org}",
    "LogSample": "organisation_id = {org}",
    "LogCrossing": "organisation_id = {org}",
    # The chains are bound and checked by the installation.
    "LogLink": "false",
    "LogHead": "false",
}
# No person's file: colleagues, employers, the programme and its follow-up. The room cuts them.
OPEN = {
    "Absence": "colleagues cover for each other across organisations",
    "CalendarFeed": "opened by a secret address, before anybody is known",
    "ContactPerson": "the employers' own people, known to the whole programme",
    "Draft": "kept for the one who writes, also when the session has ended",
    "EmployerHandOver": "between colleagues, about an employer",
    "FidelityAction": "the programme's own review of itself",
    "FidelityAnswer": "the programme's own review of itself",
    "FidelityReview": "the programme's own review of itself",
    "FidelityReviewer": "the programme's own review of itself",
    "Invitation": "a way in for a new colleague, opened by a secret address",
    "KnownDevice": "the browsers of a colleague, asked before anybody is known",
    "NoticeSetting": "a colleague's choice of mails",
    "Report": "the programme's own report, about no person",
    "ReportEdition": "the programme's own report, about no person",
    "ReportText": "the programme's own report, about no person",
    "ServiceToken": "a program's key, asked before anybody is known",
    "SteeringDecision": "the steering group's, about the programme",
    "SteeringMeeting": "the steering group's, about the programme",
    "SteeringSeat": "the steering group's, about the programme",
}


class NoWall(LookupError):
    """A model about persons that the second wall does not know how to guard."""


def models_of_persons() -> Iterator[type[Model]]:
    """Every model that the room alone may read, or that says something sensitive."""
    for model in apps.get_app_config("records").get_models():
        privacy: Any = getattr(model, "Privacy", None)
        if hasattr(model, "unscoped") or getattr(privacy, "sensitive", False):
            yield model


def guarded() -> list[type[Model]]:
    return [model for model in models_of_persons() if model.__name__ not in OPEN]


def condition(model: type[Model]) -> str:
    """What must hold for a row to be seen, as SQL on its own columns.

    Raises:
        NoWall: nothing can be said of this model.
    """
    columns = {field.name for field in model._meta.concrete_fields}
    owner = f"owner_id = {ORGANISATION}"
    name = model.__name__
    if name in SPECIAL:
        told = SPECIAL[name].format(
            owner=owner, org=ORGANISATION, known=f"{ORGANISATION} IS NOT NULL"
        )
    elif name in WITH_PARENT:
        told = _of_parent(model, WITH_PARENT[name])
    elif name in OF_THE_CASE:
        told = "framsteg_sees_case(enrolment_id)"
    elif {"owner", "enrolment"} <= columns:
        part = "part" if "part" in columns else _told(PARTS.get(name))
        told = f"{owner} OR framsteg_is_given(enrolment_id, owner_id, {part})"
    elif "owner" in columns:
        told = owner
    else:
        raise NoWall(name)
    return f"{INSTALLATION} OR ({ORGANISATION} IS NOT NULL AND ({told}))"


def _told(part: Part | None) -> str:
    return f"'{part.value}'" if part else "NULL"


def _of_parent(model: type[Model], column: str) -> str:
    parent = model._meta.get_field(column).related_model._meta.db_table  # type: ignore[union-attr]
    return f"EXISTS (SELECT 1 FROM {parent} parent WHERE parent.id = {column}_id)"


# ── What the conditions ask ────────────────────────────────────────────────────────────────────

_IN_FORCE = (
    "g.receiver_id = framsteg_organisation() AND g.starts_on <= framsteg_today() "
    "AND (g.ends_on IS NULL OR g.ends_on > framsteg_today())"
)
# Told once for a connection's viewer by framsteg.access.wall; unset is NULL, and NULL sees nothing.
_TOLD = (
    ("framsteg_organisation() RETURNS bigint",
     "nullif(current_setting('framsteg.organisation', true), '')::bigint"),
    ("framsteg_today() RETURNS date", "nullif(current_setting('framsteg.today', true), '')::date"),
    ("framsteg_is_installation() RETURNS boolean",
     "coalesce(current_setting('framsteg.scope', true), '') = 'installation'"),
)  # fmt: skip
# They look past the wall themselves, as its owner: a policy that asks a guarded table would ask
# itself.
_ASKED = (
    ("framsteg_is_given(a_case bigint, a_giver bigint, a_part text)",
     "EXISTS (SELECT 1 FROM records_ground g WHERE g.enrolment_id = a_case AND "
     f"g.giver_id = a_giver AND (a_part IS NULL OR g.part = a_part) AND {_IN_FORCE})"),
    ("framsteg_sees_case(a_case bigint)",
     "EXISTS (SELECT 1 FROM records_casesummary s WHERE s.enrolment_id = a_case AND "
     "s.owner_id = framsteg_organisation()) OR EXISTS (SELECT 1 FROM records_ground g WHERE "
     f"g.enrolment_id = a_case AND {_IN_FORCE}) OR EXISTS (SELECT 1 FROM records_enrolment e "
     "WHERE e.id = a_case AND e.owner_id = framsteg_organisation())"),
    ("framsteg_sees_person(a_person bigint)",
     "EXISTS (SELECT 1 FROM records_enrolment e WHERE e.participant_id = a_person AND "
     "framsteg_sees_case(e.id)) OR EXISTS (SELECT 1 FROM records_participant p WHERE "
     "p.id = a_person AND p.owner_id = framsteg_organisation())"),
    ("framsteg_sees_merged(a_case bigint)",
     "EXISTS (SELECT 1 FROM records_personmerge m WHERE m.case_double_id_was = a_case AND "
     "m.undone_on IS NULL AND framsteg_sees_case(m.case_kept_id))"),
    ("framsteg_has_asked(an_ask bigint)",
     "EXISTS (SELECT 1 FROM records_personask a WHERE a.id = an_ask AND "
     "a.owner_id = framsteg_organisation())"),
    ("framsteg_is_met(an_ask bigint)",
     "EXISTS (SELECT 1 FROM records_personanswer r WHERE r.ask_id = an_ask AND "
     "r.owner_id = framsteg_organisation()) OR EXISTS (SELECT 1 FROM records_personask a "
     "JOIN records_enrolment e ON e.id = a.enrolment_id "
     "JOIN records_participant p ON p.id = e.participant_id "
     "WHERE a.id = an_ask AND framsteg_is_given(e.id, a.owner_id, 'identity') AND "
     f"CASE a.by_key WHEN '{PersonKey.NUMBER}' THEN p.personnummer <> '' AND EXISTS (SELECT 1 FROM "
     "records_participant q WHERE q.owner_id = framsteg_organisation() AND "
     "q.personnummer = p.personnummer) ELSE EXISTS (SELECT 1 FROM records_enrolment o WHERE "
     "o.owner_id = framsteg_organisation() AND lower(o.reference) = lower(a.reference)) END)"),
    ("framsteg_is_asked(a_meeting bigint)",
     "EXISTS (SELECT 1 FROM records_meetingguest q LEFT JOIN records_staff s ON s.id = q.staff_id "
     "WHERE q.meeting_id = a_meeting AND framsteg_organisation() IN (s.organisation_id, "
     "q.organisation_id))"),
    ("framsteg_is_asked_about(an_enquiry bigint)",
     "EXISTS (SELECT 1 FROM records_meeting m WHERE m.enquiry_id = an_enquiry AND "
     "framsteg_is_asked(m.id))"),
)  # fmt: skip


def functions() -> Iterator[str]:
    for head, told in _TOLD:
        yield (
            f"CREATE OR REPLACE FUNCTION {head} LANGUAGE sql STABLE PARALLEL SAFE AS "
            f"$$ SELECT {told} $$"
        )
    for head, asked in _ASKED:
        yield (
            f"CREATE OR REPLACE FUNCTION {head} RETURNS boolean LANGUAGE plpgsql STABLE "
            f"SECURITY DEFINER SET search_path = public, pg_temp AS "
            f"$$ BEGIN RETURN {asked}; END $$"
        )
    yield CROSS_OUT


def policies(there: Container[str]) -> Iterator[str]:
    """For the tables that are there: an older version's database has fewer."""
    for model in guarded():
        if model._meta.db_table not in there:
            continue
        table, told = model._meta.db_table, condition(model)
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"CREATE POLICY {POLICY} ON {table} USING ({told}) WITH CHECK ({told})"


def rights(role: str, there: Container[str]) -> Iterator[str]:
    """What the site's own role may do: work with rows, own nothing, and only add to the logs."""
    yield f'GRANT USAGE ON SCHEMA public TO "{role}"'
    yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"'
    # Also on what is made later (the cache's table).
    yield (
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
        f'GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{role}"'
    )
    yield f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"'
    yield "REVOKE EXECUTE ON FUNCTION framsteg_cross_out(bigint, bigint[]) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION framsteg_cross_out(bigint, bigint[]) TO "{role}"'
    logs = ", ".join(log for log in LOGS if log in there)
    yield f'REVOKE UPDATE, DELETE, TRUNCATE ON {logs} FROM "{role}"'


def build(cursor: Any, role: str | None) -> None:
    """Draw every policy anew, in the transaction of `cursor`; grant `role` what it needs."""
    tear_down(cursor)
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    there = {name for (name,) in cursor.fetchall()}
    for statement in (*functions(), *policies(there), *(rights(role, there) if role else ())):
        cursor.execute(statement)


def on_migrate(*, using: str, role: str | None) -> None:
    """After every migration the wall stands as the models say; other databases have none."""
    if connections[using].vendor == "postgresql":
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            build(cursor, role)


def before_migrate(*, using: str, plan: list[Any]) -> None:
    """A policy holds on to the columns that it asks; nothing is torn down for nothing."""
    if plan and connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            tear_down(cursor)


def tear_down(cursor: Any) -> None:
    """Take the policies away, so that columns can change. Guarded tables then show nothing."""
    cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = %s", [POLICY])
    for (table,) in cursor.fetchall():
        cursor.execute(f'DROP POLICY {POLICY} ON "{table}"')
