"""Two reviews of the method: last year's, agreed by two, and this year's, half way through."""

from datetime import date, timedelta

from framsteg.access import Viewer
from framsteg.access.reading import fidelity as reading
from framsteg.actions import fidelity as actions
from framsteg.blueprints.load import get
from framsteg.evaluation.fidelity.scale import IPS, file_questions, scale_on
from framsteg.foundation.codes import FileReply, ReviewKind
from framsteg.rules.dates import add_months

# What the two found, item by item in the scale's order: the lead, and the specialist.
LEAD = (5, 5, 4, 5, 3, 3, 2, 3, 4, 3, 3, 4, 4, 4, 4, 4, 3, 3, 4, 5, 2, 4, 4, 4, 4)
SPECIALIST = (5, 5, 4, 5, 3, 2, 2, 3, 5, 3, 3, 3, 4, 4, 4, 4, 3, 4, 4, 5, 2, 4, 4, 4, 5)
NOTES = {
    "authorities": "Försäkringskassan har kommit till två av fyra möten.",
    "unit": "Teamet är en enda tjänst. Handledning ges med grannkommunen varannan vecka.",
    "competitive_jobs": "Flera anställningar har lönebidrag. Räknas de blir svaret högre.",
    "executive_support": "Verksamhetschefen har fått rapporten men inte varit med i styrgruppen.",
}
THIS_YEAR = {"caseload_size": 5, "employment_only": 5, "authorities": 4, "unit": 3}


def varna(lead: Viewer, specialist: Viewer, programme_id: int, today: date) -> None:
    """Reviews of VärNa, whose method is measured through the whole year."""
    both = [v.staff_id for v in (lead, specialist) if v.staff_id is not None]
    year = today.replace(day=1)
    scale = scale_on(IPS, today, get("varna"))
    earlier = actions.begin(
        by=lead, programme_id=programme_id, scale=IPS, kind=ReviewKind.SELF, reviewers=both,
        starts_on=add_months(year, -24), ends_on=add_months(year, -12),
    )  # fmt: skip
    for viewer, found in ((lead, LEAD), (specialist, SPECIALIST)):
        for key, anchor in zip(scale.keys, found, strict=True):
            actions.answer(by=viewer, review_id=earlier, item=key, anchor=anchor)
    for key, one, other in zip(scale.keys, LEAD, SPECIALIST, strict=True):
        actions.share(
            by=lead, review_id=earlier, item=key, anchor=min(one, other), note=NOTES.get(key, "")
        )
    for what, item, days, done in (
        ("Boka fasta möten med Försäkringskassan varje månad", "authorities", -200, True),
        ("Hitta en kollega i grannkommunen som kan täcka", "unit", 20, False),
        ("Gå igenom veckans arbetsgivarkontakter varje måndag", "employer_contacts", 45, False),
    ):
        action = actions.add_action(
            by=lead, review_id=earlier, what=what, item=item, due_on=today + timedelta(days=days),
            responsible_id=both[0],
        )  # fmt: skip
        if done:
            actions.mark_done(by=lead, action_id=action, done=True)
    stands = reading.review(lead, earlier).line.version
    actions.agree(
        by=lead, review_id=earlier, version=stands,
        summary="Stödet till den enskilde är starkt. Det som ska bli bättre är det runt om: "
                "teamet är för litet och ledningen behöver vara med.",
    )  # fmt: skip
    now = actions.begin(
        by=lead, programme_id=programme_id, scale=IPS, kind=ReviewKind.SELF, reviewers=both,
        starts_on=add_months(year, -12), ends_on=year,
    )  # fmt: skip
    for key, anchor in THIS_YEAR.items():
        actions.answer(by=lead, review_id=now, item=key, anchor=anchor)
    actions.draw(by=specialist, review_id=now, size=6, seed=int(f"{today:%Y%m%d}"))
    first = reading.sample(specialist, now)[0]
    for place, question in enumerate(file_questions()):
        reply = FileReply.NO if place in (4, 8) else FileReply.YES
        actions.answer_file(
            by=specialist, sampled_id=first.sampled_id, question=question.key, reply=reply
        )
