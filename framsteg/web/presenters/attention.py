"""What is due about many persons at once: one reading for the numbers and for the lists."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg import access
from framsteg.access import CaseLine, Viewer
from framsteg.access.reading.follow_up_rhythm import FollowUpFacts, follow_up_facts
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.text import Text, say
from framsteg.rules.attention import in_order
from framsteg.rules.deadlines import CONSENT_AHEAD, Due, DueKind
from framsteg.web import words
from framsteg.web.presenters.people import blueprints_of, due_about, due_of_support, due_row

Told = list[tuple[CaseLine, tuple[Due, ...]]]

COUNTED: Mapping[DueKind, Text] = {
    DueKind.SILENCE: say("Without contact"),
    DueKind.NO_NEXT_STEP: say("Without a next step"),
    DueKind.FOLLOW_UP: say("Follow-ups that are late"),
    DueKind.MISSED_FOLLOW_UP: say("Follow-ups that are missing"),
    DueKind.NEXT_STEP: say("Promises past their day"),
}
"""What Min dag counts, each with the heading of its list."""


def told_about(
    viewer: Viewer,
    lines: Iterable[CaseLine],
    blueprints: Mapping[int, Blueprint],
    held: Mapping[int, FollowUpFacts],
) -> Told:
    """Each person with all that is due about them, in a fixed number of queries.

    `held` tells of their follow-ups, of those where the viewer may know of them.
    """
    lines = list(lines)
    ids = [line.enrolment_id for line in lines]
    ends = access.expiring_grounds(viewer, ids, within=CONSENT_AHEAD)
    support = access.support_facts(viewer, ids)
    told: Told = []
    for line in lines:
        blueprint = blueprints[line.programme_id]
        ends_on, facts = ends.get(line.enrolment_id), support.get(line.enrolment_id)
        dues = due_about(
            line,
            blueprint,
            consent_expires_on=ends_on,
            today=viewer.today,
            follow_ups=held.get(line.enrolment_id),
        )
        if facts is not None:
            dues = in_order([*dues, *due_of_support(facts, blueprint, today=viewer.today)])
        told.append((line, dues))
    return told


def late_in(told: Told, kind: DueKind) -> Told:
    """Those of whom this is late, each with it first: what is counted and what is listed."""
    found: Told = []
    for line, dues in told:
        late = [one for one in dues if one.kind is kind and one.late]
        if late:
            found.append((line, (late[0], *(one for one in dues if one is not late[0]))))
    return sorted(found, key=lambda one: one[1][0].due_on)


def waiting(viewer: Viewer, kind: DueKind) -> dict[str, Any]:
    """The list behind one number of Min dag."""
    programmes = [p for p in access.programmes(viewer) if p.programme_id in viewer.writes_in]
    lines = access.my_cases(viewer)
    held = follow_up_facts(viewer, [line.enrolment_id for line in lines])
    told = told_about(viewer, lines, blueprints_of(programmes), held)
    rows = [due_row(line, dues) for line, dues in late_in(told, kind)]
    return {
        "title": words.render(COUNTED[kind]),
        "rows": rows,
        "back": {"url": reverse("my_day:today"), "label": _("My day")},
    }
