"""Hand-overs in words: how far each has come, and what is left to do."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access.reading.handovers import HandOverLine, HandOvers, Leaving
from framsteg.foundation.codes import HandOverAnswer
from framsteg.foundation.text import say
from framsteg.rules.handovers import Stage
from framsteg.web import words
from framsteg.web.presenters.people import name_of
from framsteg.web.presenters.words import day, said

STAGES = {
    Stage.NOT_ASKED: say("No service is asked"),
    Stage.DECLINED: say("The service declined"),
    Stage.PERSON_SAYS_NO: say("The person says no"),
    Stage.WAITING: say("Waits for an answer"),
    Stage.ACCEPTED: say("Accepted, the person's yes is missing"),
    Stage.READY: say("Both say yes"),
    Stage.DONE: say("Handed over"),
}
TONES = {Stage.NOT_ASKED: "warning", Stage.DECLINED: "warning", Stage.PERSON_SAYS_NO: "warning",
         Stage.READY: "success", Stage.DONE: "success"}  # fmt: skip


def progress(found: HandOvers, chosen: str) -> dict[str, Any]:
    """The counts, each a link to its list, and the list that is chosen."""
    counts = Counter(one.stage for one in found.people)
    there = reverse("handovers:list", args=[found.programme.key])
    shown = [one for one in found.people if not chosen or one.stage == chosen]
    left = len(found.people) - counts[Stage.DONE]
    return {
        "filters": [
            {"label": _("Everyone"), "url": there, "count": len(found.people),
             "current": not chosen},
            *(
                {"label": words.render(STAGES[each]), "url": f"{there}?visa={each.value}",
                 "count": counts[each], "current": chosen == each}
                for each in Stage
                if counts[each] or chosen == each
            ),
        ],
        "left": left,
        "total": len(found.people),
        "done": counts[Stage.DONE],
        "ready": counts[Stage.READY],
        "out_of_sight": found.out_of_sight,
        "rows": [row(one) for one in shown],
    }  # fmt: skip


def row(one: Leaving) -> dict[str, Any]:
    """A person in the list: to whom, how far, and since when."""
    key = [one.line.enrolment_id]
    label = "" if one.stage is Stage.DONE else _("Open it")
    return {
        "title": name_of(one.line),
        "url": reverse("participants:file", args=key),
        "meta": _meta(one),
        "icon": "user",
        "badge": words.render(STAGES[one.stage]),
        "badge_tone": TONES.get(one.stage, "info"),
        "action_label": label,
        "action_url": reverse("handovers:one", args=key) if label else "",
    }


def _meta(one: Leaving) -> str:
    if not one.requests:
        return ""
    last = one.requests[-1]
    told = [_("{service}, asked {day}").format(service=last.service, day=day(last.asked_on))]
    if last.reason:
        told.append(last.reason)
    return " · ".join(told)


def request_rows(requests: Iterable[HandOverLine], *, writes: bool) -> list[dict[str, Any]]:
    """Every service that was asked about a person, the newest first."""
    return [
        {
            "title": one.service,
            "facts": [
                (term, value)
                for term, value in (
                    (_("Asked"), day(one.asked_on)),
                    (_("Answer"), said(one.answer)),
                    (_("Answered"), day(one.answered_on)),
                    (_("Reason"), one.reason),
                    (_("The person"), said(one.person_says)),
                    (_("Note"), one.note),
                )
                if value
            ],
            "answer_url": reverse("handovers:answer", args=[one.hand_over_id])
            if writes and one.answer is not HandOverAnswer.DECLINED
            else "",
            "take_back_url": reverse("handovers:take_back", args=[one.hand_over_id])
            if writes
            else "",
        }
        for one in reversed(list(requests))
    ]


def may_be_answered(people: Iterable[Leaving]) -> list[tuple[int, str]]:
    """Those a service has been asked about and not declined, each with the service."""
    asked = (Stage.WAITING, Stage.ACCEPTED, Stage.PERSON_SAYS_NO)
    return [
        (one.line.enrolment_id, f"{name_of(one.line)} · {one.requests[-1].service}")
        for one in people
        if one.stage in asked
    ]


def may_be_asked(people: Iterable[Leaving]) -> list[tuple[int, str]]:
    """Those for whom no service is asked now."""
    free = (Stage.NOT_ASKED, Stage.DECLINED)
    return [(one.line.enrolment_id, name_of(one.line)) for one in people if one.stage in free]
