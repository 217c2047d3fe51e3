"""Jobs, wishes and ways to a job for the demonstration: invented, and through the actions."""

from datetime import timedelta
from itertools import cycle
from typing import Any

from framsteg import access
from framsteg.access import Viewer
from framsteg.actions import jobs, matches
from framsteg.config import adverts
from framsteg.config.demo.lives import on
from framsteg.foundation.codes import AnalysisKind, JobOrigin, MatchStepKind, ToldBy

Step = MatchStepKind

FOUND: tuple[tuple[str, JobOrigin, dict[str, Any]], ...] = (
    ("Packare av surdegsbröd", JobOrigin.CARVED,
     {"occupation": "9320", "hours_min": 25, "hours_max": 50, "times": ["day"], "pace": 1,
      "precision": 2, "contact": 1, "noise": 2, "physical": 1, "support": 3, "must_haves": [],
      "tasks": "Packar bröd i påsar, klistrar etiketter och ställer i backar."}),
    ("Växtskötare i butik", JobOrigin.OWN_FIND,
     {"occupation": "6112", "hours_min": 50, "hours_max": 75, "times": ["day", "weekend"],
      "pace": 2, "precision": 2, "contact": 2, "noise": 1, "physical": 2, "support": 2,
      "tasks": "Vattnar, putsar blad och plockar upp nya växter."}),
    ("Kontorsstöd en förmiddag om dagen", JobOrigin.CARVED,
     {"occupation": "4119", "hours_min": 40, "hours_max": 50, "times": ["day"], "pace": 1,
      "precision": 3, "contact": 1, "noise": 1, "physical": 1, "support": 3,
      "must_haves": ["swedish"], "tasks": "Skannar handlingar och fyller i listor."}),
    ("Nattstädare på hotell", JobOrigin.OWN_FIND,
     {"occupation": "9111", "hours_min": 75, "hours_max": 100, "times": ["night"], "pace": 3,
      "precision": 2, "contact": 1, "noise": 2, "physical": 3, "support": 1,
      "tasks": "Städar lobby, trappor och konferensrum."}),
)  # fmt: skip
WISHES: tuple[dict[str, Any], ...] = (
    {"occupations": ["9320", "4119"], "hours_min": 25, "hours_max": 50, "contact": 1, "noise": 1,
     "support": 3, "times": ["day"], "pace": 2, "municipalities": ["Nacka", "Värmdö"],
     "refuses": ["night"]},
    {"occupations": ["6113", "6112"], "experience": ["5222"], "hours_min": 50, "hours_max": 75,
     "noise": 1, "physical": 2, "times": ["day"], "lacks": ["driving_licence"],
     "refuses": ["driving", "night"]},
    {"occupations": ["94"], "experience": ["9412"], "contact": 2, "pace": 2, "support": 2,
     "times": ["day", "evening"], "has": ["swedish"]},
)  # fmt: skip
WAYS = (
    (Step.PERSON_YES, Step.SHARED, Step.EMPLOYER_YES, Step.PREPARATION, Step.INTERVIEW),
    (Step.PERSON_YES, Step.ROLE_PLAY),
    (),
)
NOTES = {
    Step.PREPARATION: "Frågorna som kan komma, vägen dit, och att fråga om pauser.",
    Step.ROLE_PLAY: "Övade att hälsa och berätta om sig själv. Gick bra tredje gången.",
}
_LISTS = ("occupations", "municipalities", "experience", "times", "has", "lacks", "refuses",
          "refused_occupations")  # fmt: skip
_SINGLE = ("hours_min", "hours_max", "contact", "noise", "support", "pace", "precision", "physical")


def fill(coach: Viewer) -> None:
    """Jobs that the coach found, advertisements, and the ways of some of the coach's persons."""
    adverts.load_file(adverts.EMBEDDED)
    employers = cycle(e.employer_id for e in access.employers(coach))
    found = [
        jobs.add(by=coach, title=title, origin=origin, employer_id=next(employers),
                 municipality=place, **values)
        for (title, origin, values), place in zip(FOUND, cycle(("Nacka", "Värmdö")), strict=False)
    ]  # fmt: skip
    jobs.analyse(
        by=coach, kind=AnalysisKind.JOB, subject_id=found[0], on=coach.today,
        told={"tasks": "Packa (hela dagen), etiketter (en gång i timmen), städa bordet (sist).",
              "pace": "Lugnt utom före klockan nio.",
              "reshape": "Utkörningen kan någon annan ta."},
    )  # fmt: skip
    people = access.my_cases(coach, limit=len(WISHES))
    for line, wishes, way, job_id in zip(people, WISHES, WAYS, found, strict=False):
        values = {name: wishes.get(name, []) for name in _LISTS}
        values |= {name: wishes.get(name) for name in _SINGLE}
        matches.set_wishes(
            by=coach, enrolment_id=line.enrolment_id, wants_suggestions=True, values=values
        )
        _walk(coach, line.enrolment_id, job_id, way)


def _walk(coach: Viewer, enrolment_id: int, job_id: int, way: tuple[Step, ...]) -> None:
    match_id = matches.suggest(
        by=on(coach, coach.today - timedelta(days=12)), enrolment_id=enrolment_id, job_id=job_id
    )
    if Step.SHARED in way:
        matches.decide_what_is_told(
            by=coach, match_id=match_id, version=1, told_by=ToldBy.TOGETHER,
            tells="Behöver korta pauser och en uppgift i taget.", keeps_private="Sjukhistorien.",
        )  # fmt: skip
    for at, kind in enumerate(way):
        day = coach.today - timedelta(days=10 - 2 * at)
        matches.step(by=coach, match_id=match_id, kind=kind, on=day, note=NOTES.get(kind, ""))
