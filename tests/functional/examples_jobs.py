"""Examples of the addresses of jobs and of a person's way to one, for `test_every_page`."""

from typing import Any

from framsteg.actions import employers, jobs, matches
from framsteg.foundation.adverts import Advert
from framsteg.foundation.codes import AnalysisKind, JobOrigin, MatchStepKind
from framsteg.records.models import Job
from tests.functional.stage import Team

NOTHING: dict[str, Any] = {
    "occupations": [], "municipalities": [], "experience": [], "times": [], "has": [], "lacks": [],
    "refuses": [], "refused_occupations": [],
}  # fmt: skip

# Address, and what its parts are beside the usual ones.
PAGES: dict[str, dict[str, Any]] = {
    "jobb/": {},
    "jobb/nytt/": {},
    "jobb/<int:job_id>/": {},
    "jobb/<int:job_id>/andra/": {},
    "jobb/<int:job_id>/arbetsgivare/": {"job_id": "advert"},
    "jobb/<int:job_id>/analys/": {},
    "deltagare/<int:enrolment_id>/jobb/": {},
    "deltagare/<int:enrolment_id>/jobb/nej/<slug:why>/": {"why": "night"},
    "ansokan/<int:match_id>/": {},
    "ansokan/<int:match_id>/berattar/": {},
    "ansokan/<int:match_id>/borjar/": {},
    "ansokan/<int:match_id>/steg/<slug:kind>/": {"kind": "interview"},
    "arbetsgivare/<int:employer_id>/arbetsplats/<int:workplace_id>/analys/": {},
}
NOT_PAGES = {
    "jobb/<int:job_id>/lage/", "yrken/", "deltagare/<int:enrolment_id>/jobb/prova/",
    "deltagare/<int:enrolment_id>/jobb/<int:job_id>/", "ansokan/<int:match_id>/angra/",
}  # fmt: skip


def ids(team: Team, known: dict[str, Any]) -> dict[str, Any]:
    """Rows for the addresses, made by the coach who opens them."""
    by, employer = team.viewer("Anna Ek"), known["employer_id"]
    place = employers.add_workplace(by=by, employer_id=employer, name="Bagarstugan")
    job = jobs.add(
        by=by, title="Bagarbiträde", origin=JobOrigin.CARVED, employer_id=employer,
        workplace_id=place, pace=1, times=["day"],
    )  # fmt: skip
    jobs.analyse(
        by=by, kind=AnalysisKind.JOB, subject_id=job, on=by.today, told={"tasks": "Grädda bröd."}
    )
    jobs.load_adverts(by=by, adverts=[Advert(key="1", title="Diskare", employer="Krogen")])
    advert = Job.objects.get(advertisement="1").pk
    person = known["enrolment_id"]
    matches.set_wishes(
        by=by, enrolment_id=person, wants_suggestions=True,
        values={**NOTHING, "occupations": ["9412"], "pace": 1, "refuses": ["night"]},
    )  # fmt: skip
    match = matches.suggest(by=by, enrolment_id=person, job_id=job)
    for kind in (MatchStepKind.PERSON_YES, MatchStepKind.EMPLOYER_YES):
        matches.step(by=by, match_id=match, kind=kind, on=by.today)
    return {"match_id": match, "job_id": job, "job_id:advert": advert, "workplace_id": place}
