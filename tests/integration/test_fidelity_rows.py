"""The rows behind the computed figures: who may read them, and that they add up to the figure."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from framsteg import access
from framsteg.access.reading.fidelity_rows import WHOLE
from framsteg.evaluation.fidelity.behind import add_up
from framsteg.evaluation.fidelity.figures import FIGURES, KEPT_BY_NAME
from framsteg.foundation.codes import (
    Channel,
    EmployerPurpose,
    MeetingKind,
    MeetingState,
    Part,
    Place,
    PlacementKind,
    Role,
)
from framsteg.foundation.rights_codes import RestrictionGround
from framsteg.records.models import (
    AccessLogEntry,
    Assignment,
    Employer,
    EmployerContact,
    EmployerContactBehalf,
    Meeting,
    MeetingGuest,
    Placement,
    Restriction,
    Unit,
)
from framsteg.web.fidelity_behind import month_behind
from framsteg.web.freshness import renewed
from tests.factories.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
BEGAN = date(2025, 12, 20)
EVERY_PART = (Part.IDENTITY, Part.PLAN, Part.CONTACTS, Part.EMPLOYER_DEALINGS)


@pytest.fixture(autouse=True)
def snapshots(tmp_path, settings, monkeypatch):
    settings.SNAPSHOTS = tmp_path / "snapshots"
    real = timezone.localdate
    monkeypatch.setattr(
        "django.utils.timezone.localdate", lambda at=None, *more: real(at, *more) if at else TODAY
    )
    cache.clear()


class Work:
    """Persons with a job each, met and spoken for by an organisation of one's choice."""

    def __init__(self) -> None:
        self.world = World(today=TODAY, blueprint="natkraft")
        self.lead = self.world.staff("Lena", self.world.anna_org, Role.TEAM_LEAD)
        self.employers = [
            Employer.objects.create(name=name, sort_key=name.lower())
            for name in ("Bageriet", "Åkeriet")
        ]
        self.unit = Unit.objects.create(name="Hälsocentralen", organisation=self.world.bo_org)

    def person(self, name, *, enrolled_by, written_by, kind=PlacementKind.EMPLOYMENT):
        case = self.world.case(
            name, "Ek", owner=enrolled_by, enrolled_on=date(2025, 11, 3), source_kind="unit",
            unit=self.unit,
        )  # fmt: skip
        Assignment.unscoped.create(
            enrolment=case, staff=self.world.anna, starts_on=date(2025, 11, 3)
        )
        Placement.unscoped.create(
            enrolment=case, owner=written_by, kind=kind, trade="Kök", employer=self.employers[0],
            subsidy="wage_subsidy" if kind is PlacementKind.SUBSIDISED else "", starts_on=BEGAN,
        )  # fmt: skip
        for days in (-3, 1, 8, 15, 22, 50, 75):
            self.world.contact(
                case, written_by, on=BEGAN + timedelta(days=days), minutes=30,
                place=Place.COMMUNITY if days > 1 else Place.OFFICE,
            )  # fmt: skip
        self.visit(written_by, case)
        return case

    def visit(self, written_by, *cases):
        made = EmployerContact.unscoped.create(
            programme=self.world.programme, owner=written_by, employer=self.employers[1],
            staff=self.world.anna if written_by == self.world.anna_org else self.world.bo,
            occurred_on=date(2026, 2, 24), channel=Channel.VISIT,
            purpose=EmployerPurpose.LEARN_NEEDS,
        )  # fmt: skip
        for case in cases:
            EmployerContactBehalf.unscoped.create(contact=made, enrolment=case)
        return made

    def given(self, case, giver):
        for part in EVERY_PART:
            self.world.ground(case, self.world.anna_org, part, giver=giver)

    def behind(self, name, month=None):
        viewer = self.world.viewer(self.lead)
        renewed(viewer)
        line = access.programme(viewer, self.world.programme.key).line
        return month_behind(viewer, line, name, month=month)


@pytest.fixture
def work():
    return Work()


def persons(rows):
    return [case for line in rows.lines for case in line.cases]


def test_every_figure_has_a_reading_of_its_rows():
    assert set(WHOLE) == set(FIGURES)


def test_the_list_adds_up_to_the_figure(work):
    anna_org = work.world.anna_org
    ida = work.person("Ida", enrolled_by=anna_org, written_by=anna_org)
    ola = work.person("Ola", enrolled_by=anna_org, written_by=anna_org,
                      kind=PlacementKind.SUBSIDISED)  # fmt: skip
    Placement.unscoped.create(enrolment=ola, owner=anna_org, kind=PlacementKind.INTERNSHIP,
                              starts_on=BEGAN)  # fmt: skip
    Placement.unscoped.create(
        enrolment=ida, owner=anna_org, kind=PlacementKind.EMPLOYMENT, starts_on=BEGAN,
        ends_on=date(2026, 2, 11), end_reason="laid_off",
    )  # fmt: skip
    work.world.contact(ida, anna_org, on=date(2026, 2, 12))
    work.world.case("Nya", "Ny", enrolled_on=date(2026, 2, 2))
    work.visit(anna_org)
    work.visit(anna_org, ida, ola)

    for name, month in product(FIGURES, (date(2026, 2, 1), date(2026, 3, 1))):
        found = work.behind(name, month)

        sums = add_up(found.evidence.figure, [line.row for line in found.rows.lines])
        assert found.rows.out_of_sight == found.rows.left_off == 0
        assert (sums.n, sums.missing) == (found.point.n, found.point.missing), name
        assert sums.of == pytest.approx(found.point.of), name
        # The world has something to count for each figure, but for the month that is not over.
        assert found.point.of or (name, month.month, found.point.missing) == (
            "every_month_at_work", 3, 2,
        )  # fmt: skip


# Ida: enrolled and written of by the lead's own organisation. Gun: by another, and shared. Olle:
# enrolled here, but another has written what is not shared. Ute: another's altogether.
TOLD = {
    "participants_per_specialist": ("Gun Ida Olle", 1),
    "from_two_units": ("Gun Ida Olle", 1),
    "quarterly_employment": ("Gun Ida", 2),
    "quarterly_employment_any": ("Gun Ida", 2),
    "days_to_employer": ("Gun Ida", 2),
    "contacts_for_someone": ("Gun Ida", 3),  # with the visit for nobody, by another
    "meetings_per_week": ("Gun Ida", 3),
    "different_trades": ("Gun Ida", 2),
    "different_employers": ("Gun Ida", 2),
    "ordinary_jobs": ("Gun Ida", 2),
    "all_jobs": ("Gun Ida", 2),
    "contact_before_start": ("Gun Ida", 2),
    "contact_after_start": ("Gun Ida", 2),
    "every_week_first_month": ("Gun Ida", 2),
    "every_month_at_work": ("Gun Ida", 2),
    "time_in_community": ("Gun Ida", 2),
}


def test_rows_that_rest_on_what_is_not_shared_are_only_a_number(work):
    anna_org, bo_org = work.world.anna_org, work.world.bo_org
    work.person("Ida", enrolled_by=anna_org, written_by=anna_org)
    work.given(work.person("Gun", enrolled_by=bo_org, written_by=bo_org), bo_org)
    work.person("Olle", enrolled_by=anna_org, written_by=bo_org)
    work.person("Ute", enrolled_by=bo_org, written_by=bo_org)
    work.visit(bo_org)

    found = {name: work.behind(name, date(2026, 2, 1)).rows for name in TOLD}

    told = {
        name: (
            " ".join(sorted({case.name.split()[0] for case in persons(rows)})),
            rows.out_of_sight,
        )
        for name, rows in found.items()
    }
    assert told == TOLD
    for rows in found.values():
        of_persons = [line for line in rows.lines if not line.coach]
        assert len(of_persons) == len(persons(rows))


def test_a_lost_job_that_another_followed_up_is_out_of_sight(work):
    anna_org, bo_org = work.world.anna_org, work.world.bo_org
    for name, written_by in (("Ida", anna_org), ("Olle", bo_org)):
        case = work.world.case(name, "Ek", enrolled_on=date(2025, 11, 3))
        Placement.unscoped.create(
            enrolment=case, owner=anna_org, kind=PlacementKind.EMPLOYMENT, starts_on=BEGAN,
            ends_on=date(2026, 2, 11), end_reason="laid_off",
        )  # fmt: skip
        work.world.contact(case, written_by, on=date(2026, 2, 12))

    found = work.behind("contact_after_end")

    assert [line.cases[0].name for line in found.rows.lines] == ["Ida Ek"]
    assert (found.point.n, found.point.of, found.rows.out_of_sight) == (2, 2, 1)


def test_a_visit_for_several_names_those_that_may_be_read(work):
    anna_org, bo_org = work.world.anna_org, work.world.bo_org
    ida = work.person("Ida", enrolled_by=anna_org, written_by=anna_org)
    ute = work.person("Ute", enrolled_by=bo_org, written_by=bo_org)
    work.visit(anna_org, ida, ute)

    lines = work.behind("contacts_for_someone").rows.lines

    told = [([case.name for case in line.cases], line.more_persons) for line in lines]
    assert sorted(told) == [(["Ida Ek"], 0), (["Ida Ek"], 1)]


def test_restricted_persons_are_in_no_list(work):
    anna_org = work.world.anna_org
    work.person("Ida", enrolled_by=anna_org, written_by=anna_org)
    gone = work.person("Olle", enrolled_by=anna_org, written_by=anna_org)
    work.behind("ordinary_jobs")
    Restriction.unscoped.create(enrolment=gone, owner=anna_org, starts_on=TODAY,
                                ground=RestrictionGround.CONTESTED)  # fmt: skip

    lines = work.behind("ordinary_jobs").rows.lines

    assert [line.cases[0].name for line in lines] == ["Ida Ek"]


def test_reading_is_logged_with_the_parts_that_the_row_rests_on(work):
    anna_org = work.world.anna_org
    ida = work.person("Ida", enrolled_by=anna_org, written_by=anna_org)
    olle = work.person("Olle", enrolled_by=work.world.bo_org, written_by=work.world.bo_org)

    work.behind("every_month_at_work")

    (entry,) = AccessLogEntry.unscoped.filter(enrolment_id__in=(ida.pk, olle.pk))
    assert entry.enrolment_id == ida.pk
    assert {"contacts", "employer_dealings", "identity"} <= set(entry.parts.split(","))


def test_who_reads_protected_figures_gets_no_rows(client, work):
    work.person("Ida", enrolled_by=work.world.anna_org, written_by=work.world.anna_org)
    steers = work.world.staff("Sven", work.world.bo_org, Role.STEERING_MEMBER)
    evaluator = work.world.staff("Ulla", work.world.bo_org, Role.EVALUATOR)
    key = work.world.programme.key
    pages = [
        reverse("fidelity_rows:of_programme", args=[key, name.replace("_", "-")])
        for name in KEPT_BY_NAME
    ]

    for person in (steers, evaluator, work.world.anna, work.world.cecilia):
        client.force_login(person)
        assert {client.get(page).status_code for page in pages} == {404}
    client.force_login(work.lead)
    assert {client.get(page).status_code for page in pages} == {200}


def test_supervision_is_listed_week_by_week_and_adds_up(client, work):
    for day in (3, 10, 17):
        met = Meeting.unscoped.create(
            programme=work.world.programme, owner=work.world.anna_org, minutes=60,
            kind=MeetingKind.SUPERVISION, state=MeetingState.HELD, place=Place.OFFICE,
            starts_at=f"2026-02-{day:02}T09:00:00Z",
        )  # fmt: skip
        MeetingGuest.unscoped.create(meeting=met, staff=work.world.anna)

    found = work.behind("supervision_weeks", date(2026, 2, 1))

    assert [(w.starts_on.day, w.held, w.of, w.away) for w in found.weeks] == [
        (2, 1, 2, 0), (9, 1, 2, 0), (16, 1, 2, 0), (23, 0, 2, 0),
    ]  # fmt: skip
    assert (found.point.n, found.point.of) == (3, 8)
    client.force_login(work.lead)
    key = work.world.programme.key
    page = reverse("fidelity_rows:of_programme", args=[key, "supervision-weeks"])
    told = client.get(page, {"manad": "2026-02"}).content.decode()
    assert "Veckan från 23 februari 2026" in told
    assert "1 av 2 arbetsspecialister hade handledning" in told
    assert "Anna" not in told.split("<main", 1)[1].split("</main>")[0]


def test_a_month_of_ones_choice_and_none_that_is_not_there(client, work):
    work.person("Ida", enrolled_by=work.world.anna_org, written_by=work.world.anna_org)
    client.force_login(work.lead)
    key = work.world.programme.key
    page = reverse("fidelity_rows:of_programme", args=[key, "ordinary-jobs"])

    told = client.get(page, {"manad": "2025-12"}).content.decode()
    before = client.get(page, {"manad": "2025-11"}).content.decode()

    assert "Ida Ek" in told and "Kök, Bageriet" in told
    assert "Ida Ek" not in before
    for wrong in ("2019-01", "2027-01", "igår"):
        assert client.get(page, {"manad": wrong}).status_code == 404
    nothing = reverse("fidelity_rows:of_programme", args=[key, "no-such"])
    assert client.get(nothing).status_code == 404
