"""What was changed and who has read, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from framsteg.access.files import EventLine
from framsteg.access.reading.history import ReadLine
from framsteg.foundation.codes import GroundKind
from framsteg.foundation.text import say
from framsteg.web import words
from framsteg.web.presenters.fields import answer_row, change_row
from framsteg.web.presenters.words import moment, said

VERBS = {
    "contacts.log": say("Logged a contact"),
    "contacts.amend": say("Changed a contact"),
    "contacts.take_back": say("Took back a contact"),
    "contacts.keep_promise": say("Did the next step"),
    "documents.start": say("Began a document"),
    "documents.write": say("Wrote in a document"),
    "documents.amend": say("Changed what a document is for"),
    "documents.end": say("Ended a document"),
    "documents.take_back_end": say("Took back the end of a document"),
    "documents.take_back": say("Took back a document"),
    "documents.keep": say("Kept an edition"),
    "documents.sign": say("Signed a document"),
    "documents.take_back_signature": say("Took back a signature"),
    "matches.set_wishes": say("Wrote what the person wants in a job"),
    "matches.suggest": say("Suggested a job"),
    "matches.tell": say("Wrote what the employer is told"),
    "matches.step": say("Noted a step towards a job"),
    "matches.take_back": say("Took back a step towards a job"),
    "sections.write": say("Wrote in the file"),
    "participants.register": say("Registered the person"),
    "participants.change_identity": say("Changed name or identity"),
    "participants.change_contact_details": say("Changed contact details"),
    "participants.take_back_change": say("Took back a changed fact"),
    "enrolments.enrol": say("Enrolled the person"),
    "enrolments.move_to_phase": say("Moved to another phase"),
    "enrolments.leave": say("Ended the enrolment"),
    "enrolments.take_back_exit": say("Took back the exit"),
    "assignments.assign": say("Assigned a coach"),
    "assignments.release": say("Released a coach"),
    "assignments.link": say("Linked a partner"),
    "assignments.unlink": say("Ended a partner's link"),
    "coach_changes.pass_on": say("Passed the person on to another coach"),
    "coach_changes.take_back": say("Took back a change of coach"),
    "coach_changes.mark_read": say("Read what came with the person"),
    "consents.give": say("Recorded a consent"),
    "consents.withdraw": say("Withdrew a consent"),
    "consents.confirm": say("Confirmed a consent for what their organisation wrote"),
    "consents.refuse": say("Kept what their organisation wrote closed"),
    "consents.add_other_ground": say("Recorded another legal ground"),
    "consents.end_other_ground": say("Ended another legal ground"),
    "emergencies.take": say("Took emergency access"),
    "emergencies.end": say("Emergency access ended"),
    "employers.log_contact": say("Logged an employer contact"),
    "placements.start": say("Started an occupation"),
    "placements.amend": say("Changed an occupation"),
    "placements.change_share": say("Changed the share of full time"),
    "placements.end": say("Ended an occupation"),
    "placements.take_back_end": say("Took back the end of an occupation"),
    "training.reach_step": say("Noted a step of the training"),
    "training.observe": say("Noted an observation"),
    "training.amend_observation": say("Changed an observation"),
    "training.take_back_observation": say("Took back an observation"),
    "training.plan_meeting": say("Planned a meeting at the workplace"),
    "training.hold_meeting": say("Noted a meeting at the workplace"),
    "training.drop_meeting": say("Took away a meeting at the workplace"),
    "training.taper": say("Planned how the support is tapered"),
    "training.take_back_taper": say("Took away a step of the taper"),
    "training.extend": say("Let an internship or training last longer"),
    "follow_ups.record": say("Recorded a follow-up"),
    "efforts.note": say("Noted an effort"),
    "efforts.change": say("Changed an effort"),
    "efforts.take_back": say("Took back an effort"),
    "exemptions.exempt": say("Said why a follow-up is not held"),
    "exemptions.take_back": say("Took back why a follow-up is not held"),
    "follow_ups.review": say("Went through the person's own answer"),
    "quotes.record": say("Recorded a quote and the permission to print it"),
    "quotes.withdraw": say("Took back the permission to print a quote"),
    "self_reports.ask": say("Asked the person to answer by themselves"),
    "self_reports.revoke": say("Ended the address to answer at"),
    "self_reports.answer": say("Answered by themselves"),
    "follow_ups.take_back": say("Took back a follow-up"),
    "employers.take_back": say("Took back an employer contact"),
    "journal.mark": say("Marked as copied to the journal"),
    "journal.take_back": say("Took back a mark of a copy"),
    "conflicts.declare": say("Declared a conflict of interest"),
    "conflicts.end": say("Ended a conflict of interest"),
    "handovers.ask": say("Asked a service to take over"),
    "handovers.answer": say("Noted the answer of a service"),
    "handovers.take_back": say("Took back a question to a service"),
    "network.place": say("Put someone on the network map"),
    "network.change": say("Changed someone on the network map"),
    "network.remove": say("Took someone off the network map"),
    "network.put_back": say("Put someone back on the network map"),
    "network.take_back": say("Took back someone on the network map"),
    "meetings.pass_on": say("Passed a task or a meeting on to a colleague"),
    "plans.set_goal": say("Set a goal"),
    "plans.change_goal": say("Changed a goal"),
    "plans.close_goal": say("Closed a goal"),
    "plans.reopen_goal": say("Took up a goal again"),
    "plans.take_back_goal": say("Took back a goal"),
    "plans.add_action": say("Added to the plan"),
    "plans.change_action": say("Changed what the plan says"),
    "plans.finish": say("Did what the plan says"),
    "plans.drop": say("Dropped something from the plan"),
    "plans.reopen": say("Took up something in the plan again"),
    "plans.take_back_action": say("Took back something in the plan"),
    "plans.review": say("Went through the plan"),
    "plans.say": say("Noted how it goes in the plan"),
    "plans.take_back_review": say("Took back that the plan was gone through"),
    "meetings.book": say("Booked a meeting"),
    "meetings.change": say("Changed a meeting"),
    "meetings.cancel": say("Cancelled a meeting"),
    "meetings.note": say("Noted how a meeting went"),
    "meetings.decide": say("Wrote down what the team decided"),
    "meetings.done": say("Did what the team decided"),
    "meetings.not_done": say("Took back that it was done"),
    "cover.name_back_up": say("Named a back-up coach"),
    "cover.note_crisis": say("Noted a crisis"),
    "cover.end_crisis": say("Noted that a crisis is over"),
    "cover.plan_end": say("Planned how the support is to end"),
    "person_merges.put_together": say("Put two registrations of the person together"),
    "person_merges.take_apart": say("Took two registrations apart again"),
    "person_asks.ask": say("Asked another organisation whether it knows the person"),
    "person_asks.take_back": say("Took back the question to another organisation"),
    "person_asks.yes": say("Answered that it is the same person as with another organisation"),
    "person_asks.no": say("Answered no to another organisation's question"),
    "person_asks.answered": say("Another organisation answered that it is the same person"),
    "person_asks.part": say("Parted the person from another organisation's registration"),
    "person_asks.parted_there": say("Another organisation parted its registration from ours"),
    "sampling.take": say("Drew a file for a review of the method"),
    "sampling.answer": say("Answered a question of a review about the file"),
    "first_talks.agree": say("Noted the yes to speaking together"),
    "first_talks.take_back_yes": say("Took back the yes to speaking together"),
    "first_talks.book": say("Booked the first talk with all"),
    "requests.note": say("Noted what the person asks for"),
    "requests.answer": say("Answered what the person asked for"),
    "restrictions.begin": say("Restricted the use"),
    "restrictions.lift": say("Lifted a restriction of use"),
    "extracts.begin": say("Made an extract of the register"),
    "extracts.go_through": say("Went through texts of an extract"),
    "extracts.give_out": say("Gave out an extract of the register"),
    "extracts.drop": say("Dropped an extract of the register"),
    "imports.apply": say("Loaded from a list"),
    "imports.undo": say("Took back a loaded list"),
}
BY_THE_PERSON = "self_reports.answer"
BY_OTHERS = frozenset({"person_asks.answered", "person_asks.parted_there"})
GROUNDS = {
    "own": say("Own records"),
    GroundKind.CONSENT: say("Consent"),
    GroundKind.STATUTE: say("Legal duty"),
    GroundKind.EMERGENCY: say("Emergency"),
}


def change_rows(events: Iterable[EventLine]) -> list[dict[str, Any]]:
    """Newest first: when, who, what, in which part, and from what to what."""
    return [
        {
            "when": moment(event.at),
            "who": event.by or _by_nobody(event),
            "organisation": event.organisation,
            "what": words.render(VERBS[event.verb]) if event.verb in VERBS else event.verb,
            "part": said(event.part),
            "changes": [
                row
                for field, (before, after) in event.changes.items()
                if (row := _row(event, field, before, after))
            ],
            "reason": event.reason,
            # Which other organisation: elsewhere a reason is read where it was given.
            "whom": event.reason if event.verb.startswith("person_asks.") else "",
        }
        for event in events
    ]


def _by_nobody(event: EventLine) -> str:
    if event.verb == BY_THE_PERSON:
        return _("The person")
    if event.verb in BY_OTHERS:
        return _("Another organisation")
    return _("Loaded or changed by a command")


def _row(event: EventLine, field: str, before: object, after: object) -> dict[str, str] | None:
    if event.about:
        return answer_row(event.about, field, before, after)
    return change_row(field, before, after)


def read_rows(reads: Iterable[ReadLine]) -> list[dict[str, Any]]:
    """Newest first: when, who, which parts, on which ground, what for."""
    return [
        {
            "when": moment(read.at),
            "who": read.reader or _("A command of the installation"),
            "organisation": read.organisation,
            "parts": ", ".join(said(part) for part in read.parts),
            "grounds": ", ".join(words.render(GROUNDS[g]) for g in read.grounds if g in GROUNDS),
            "purpose": said(read.purpose),
        }
        for read in reads
    ]
