"""Examples of the addresses of jobs and of a person's way to one, for `test_every_page`."""

from typing import Any

from framsteg.actions import employers, jobs
from framsteg.foundation.adverts import Advert
from framsteg.foundation.codes import AnalysisKind, JobOrigin
from framsteg.records.models import Job
from tests.functional.stage import Team

# Address, and what its parts are beside the usual ones.
PAGES: dict[str, dict[str, Any]] = {
    "jobb/": {},
    "jobb/nytt/": {},
    "jobb/<int:job_id>/": {},
    "jobb/<int:job_id>/andra/": {},
    "jobb/<int:job_id>/arbetsgivare/": {"job_id": "advert"},
    "jobb/<int:job_id>/analys/": {},
    "arbetsgivare/<int:employer_id>/arbetsplats/<int:workplace_id>/analys/": {},
}
NOT_PAGES = {"jobb/<int:job_id>/lage/", "yrken/"}


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
    return {"job_id": job, "job_id:advert": advert, "workplace_id": place}
