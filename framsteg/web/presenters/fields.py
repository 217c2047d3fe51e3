"""The names of the columns that the history tells of, and their values as a person reads them."""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from framsteg.foundation import codes, follow_up_codes, plan_codes, training_codes
from framsteg.foundation.labels import label
from framsteg.foundation.text import Text, say
from framsteg.rules.documents import SHAPES
from framsteg.web import words
from framsteg.web.answers import in_one
from framsteg.web.presenters.words import day

NAMES: dict[str, Text] = {
    "system": say("Copied to"),
    "copied_on": say("Copied on"),
    "about": say("What it is about"),
    "done_on": say("Done"),
    "notes": say("Notes"),
    "planned_exit_on": say("Planned day"),
    "starts_at": say("When"),
    "state": say("Status"),
    "support_ends": say("How the support is to end"),
    "where": say("Room or address"),
    "address": say("Address"),
    "answer": say("Answer"),
    "answered_on": say("Answered"),
    "anonymous": say("Anonymous"),
    "awaits_review": say("To be gone through"),
    "answered_by": say("Who answered"),
    "asked_on": say("Asked"),
    "birth_year": say("Year of birth"),
    "channel": say("How"),
    "closed_on": say("Closed"),
    "contributes": say("What they contribute"),
    "dropped_reason": say("Why it was dropped"),
    "due_on": say("By when"),
    "demand": say("What the task asked for"),
    "email": say("E-mail"),
    "exempt_because": say("Why it is not held"),
    "end_note": say("Why it ended"),
    "employer": say("Employer"),
    "end_reason": say("Why it ended"),
    "ended_on": say("Off the map"),
    "ends_on": say("Ended"),
    "enrolled_on": say("Enrolled"),
    "every_days": say("A contact every so many days"),
    "exit_note": say("Note at the exit"),
    "exit_reason": say("Reason for the exit"),
    "exited_on": say("Left the programme"),
    "expires_on": say("Runs out"),
    "extended_because": say("Why it lasts longer"),
    "family_name": say("Family name"),
    "given": say("How the consent was given"),
    "given_name": say("Given name"),
    "given_on": say("Given on"),
    "handed_over_to": say("Handed over to"),
    "held_on": say("Held on"),
    "helps": say("What helps"),
    "influence": say("That I could influence"),
    "how": say("How"),
    "kept_at": say("Where it is kept"),
    "interpreter": say("Interpreter"),
    "interpreter_language": say("Language of the interpreter"),
    "kind": say("Kind"),
    "language": say("Language"),
    "last_day": say("Last day"),
    "led_to": say("What it led to"),
    "life_situation": say("My life situation"),
    "may_contact": say("May be contacted"),
    "minutes": say("Minutes"),
    "monthly_wage": say("Monthly wage"),
    "name": say("Name"),
    "needs_interpreter": say("Interpreter"),
    "made_on": say("Kept on"),
    "next_step": say("Next step"),
    "next_step_done_on": say("Next step done"),
    "next_step_on": say("Next step by"),
    "note": say("Note"),
    "told_by": say("Who tells"),
    "tells": say("What is told"),
    "keeps_private": say("What is not told"),
    "wants_suggestions": say("Wants suggestions of jobs"),
    "occupations": say("Occupations"),
    "municipalities": say("Municipalities"),
    "hours_min": say("Share of full time, from"),
    "hours_max": say("Share of full time, up to"),
    "told_on": say("Told on"),
    "occurred_on": say("Day"),
    "on": say("From"),
    "organisation_name": say("Another organisation"),
    "outcome": say("How it goes"),
    "own_words": say("Own words"),
    "part": say("Part"),
    "percent": say("Share of full time, percent"),
    "person_said": say("What the person says of it"),
    "personnummer": say("Personal identity number"),
    "person_says": say("What the person says"),
    "phase": say("Phase"),
    "phone": say("Phone"),
    "place": say("Where"),
    "planned_last_day": say("Last day, as planned"),
    "planned_on": say("Planned for"),
    "present": say("Who else was there"),
    "protected_identity": say("Protected identity"),
    "purpose": say("Purpose"),
    "reached_on": say("Reached on"),
    "receiver": say("To organisation"),
    "receivers": say("Organisations"),
    "reason": say("Reason"),
    "referred_on": say("Asked for support"),
    "responsible": say("Who does it"),
    "responsible_name": say("Name of the one responsible"),
    "result": say("What it led to"),
    "reviewed_on": say("Reviewed"),
    "ring": say("How close"),
    "role": say("Role"),
    "review_on": say("To be reviewed"),
    "sector": say("Sector"),
    "service": say("Service"),
    "set_on": say("Set"),
    "seen": say("What was seen"),
    "seen_on": say("Read"),
    "taken_back_on": say("Taken back"),
    "sex": say("Sex, as registered"),
    "since": say("Since when"),
    "signatory": say("As"),
    "signed_by": say("Who signed"),
    "signed_for_reason": say("Why somebody else signed"),
    "signed_on": say("Signed on"),
    "source_kind": say("Who made the first contact"),
    "sphere": say("In private or by profession"),
    "staff": say("Coach"),
    "starts_on": say("Started"),
    "status": say("How it stands"),
    "started_on": say("Begun"),
    "subject": say("Subject"),
    "step": say("Step"),
    "subsidy": say("Form of subsidy"),
    "support": say("Support that time"),
    "match_step": say("Step towards a job"),
    "support_quality": say("The quality of the support"),
    "task": say("Task"),
    "text": say("Text"),
    "text_shown": say("The text of the consent"),
    "text_version": say("Version of the text"),
    "title": say("Title"),
    "told": say("Gone through together"),
    "trade": say("Trade"),
    **{f"wellbeing_{n}": say("Well-being (WHO-5)") for n in range(1, 6)},
    "what": say("What"),
    "with_interpreter": say("With an interpreter"),
    "with_whom": say("With whom"),
    "withdrawn_on": say("Withdrawn"),
    "words": say("In own words"),
}
# Columns that point at another row: its number says nothing to a reader.
POINTERS = frozenset(
    {"participant", "programme", "site", "unit", "staff", "employer", "receiver", "receivers",
     "enrolment", "sort_key", "goal", "follow_up", "organisation", "organisation_id", "document",
     "edition", "placement", "job", "meeting", "responsible", "uid", "topics",
     "agreement", "agreement_review_was", "reviewed_by", "reviewed_by_id", "contact", "action",
     "review"}
)  # fmt: skip
CODES: dict[str, tuple[type[StrEnum], ...]] = {
    "answer": (codes.HandOverAnswer,),
    "answered_by": (codes.AnsweredBy,),
    "channel": (codes.Channel,),
    "demand": (training_codes.BasicDemand,),
    "end_reason": (codes.PlacementEnd,),
    "exempt_because": (follow_up_codes.ExemptReason,),
    "exit_reason": (codes.ExitReason,),
    "given": (codes.ConsentGiven,),
    "may_contact": (plan_codes.MayContact,),
    "how": (codes.SignedHow,),
    "kind": (
        codes.PlacementKind,
        codes.FollowUpKind,
        codes.GroundKind,
        codes.DocumentKind,
        codes.MeetingKind,
    ),
    "led_to": (training_codes.LedTo,),
    "match_step": (codes.MatchStepKind,),
    "told_by": (codes.ToldBy,),
    "outcome": (plan_codes.ReviewOutcome,),
    "part": (codes.Part,),
    "person_says": (codes.PersonSays,),
    "place": (codes.Place,),
    "responsible": (plan_codes.Responsible,),
    "ring": (plan_codes.Ring,),
    "purpose": (codes.EmployerPurpose, training_codes.PlacementPurpose),
    "sector": (codes.Sector,),
    "sex": (codes.Sex,),
    "signatory": (codes.Signatory,),
    "source_kind": (codes.SourceKind,),
    "sphere": (plan_codes.Sphere,),
    "status": (plan_codes.GoalStatus, plan_codes.ActionStatus),
    "state": (codes.MeetingState,),
    "subsidy": (codes.Subsidy,),
    "support": (training_codes.SupportUsed,),
}


def answer_row(about: str, field: str, before: object, after: object) -> dict[str, str] | None:
    """One changed answer of a document in words; None for a question no longer asked.

    `about` is the document's kind and section, as "agreement.goals".
    """
    kind, _dot, section = about.partition(".")
    try:
        asked = SHAPES[codes.DocumentKind(kind)].section(section).field(field)
    except (KeyError, ValueError):
        return None
    name = words.render(asked.label)
    return {"field": name, "before": in_one(asked, before), "after": in_one(asked, after)}


def change_row(field: str, before: object, after: object) -> dict[str, str] | None:
    """One changed column in words; None for one that says nothing to a reader."""
    if field in POINTERS:
        return None
    name = words.render(NAMES[field]) if field in NAMES else field
    return {"field": name, "before": _shown(field, before), "after": _shown(field, after)}


def _shown(field: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    for code in CODES.get(field, ()):
        if value in list(code):
            return words.render(label(code(str(value))))
    if field.endswith("_on") or field == "on":
        return day(date.fromisoformat(str(value)))
    return str(value)
