"""Fill an empty installation with the demonstration."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import transaction

from framsteg import access
from framsteg.access import Viewer
from framsteg.actions import assignments, enquiries, programmes, staff
from framsteg.blueprints.load import get
from framsteg.config.demo import (
    cast,
    chairs,
    employers,
    fidelity,
    jobs,
    papers,
    plans,
    steering,
    team,
)
from framsteg.config.demo.lives import Course, Setting, live, on
from framsteg.foundation.codes import (
    Channel,
    DeclineReason,
    PlacementKind,
    Purpose,
    Role,
    SourceKind,
)

WHERE = "framsteg demo"
NAMES = {
    "varna": {"vardgivaren": "Psykiatrin Saltsjön (påhittad vårdgivare)"},
    "ips-forsok": {"kommunen": "Kommunerna i försöket"},
    "vi-vagar": {"behandlingscentret": "Kris- och behandlingscentret (påhittat)"},
}
STARTS = {"varna": date(2023, 9, 1), "utsikten": date(2006, 1, 1)}
NATKRAFT_LAST_MEETING = date(2013, 12, 16)
EMPLOYMENT, SUBSIDISED = PlacementKind.EMPLOYMENT, PlacementKind.SUBSIDISED
STUDIES, INTERNSHIP = PlacementKind.STUDIES, PlacementKind.INTERNSHIP

Step = tuple[str, Callable[[], None]]


@dataclass
class Demo:
    """Built in steps, so that a command can show how far it has come."""

    today: date

    def steps(self) -> Iterator[Step]:
        yield "programmes", self.start_programmes
        yield "people who log in", self.add_staff
        yield "employers", self.add_employers
        yield "VärNa", self.fill_varna
        yield "Utsikten", self.fill_utsikten
        yield "jobs", self.add_jobs
        yield "Vi Vågar!", self.fill_vi_vagar
        yield "the teams", self.fill_teams
        yield "reviews and steering", self.follow_up

    def start_programmes(self) -> None:
        by = access.viewer_for_installation(today=self.today, where=WHERE)
        for key in ("natkraft", "vi-vagar", "utsikten", "varna", "ips-forsok"):
            programmes.start(
                by=by, blueprint_key=key, names=NAMES.get(key), starts_on=STARTS.get(key)
            )

    @transaction.atomic
    def add_staff(self) -> None:
        by = self._command("natkraft")
        organisations = {o.name: o.organisation_id for o in access.all_organisations(by)}
        for login in cast.LOGINS:
            staff_id = staff.add(
                by=by,
                name=login.name,
                organisation_id=organisations[login.organisation],
                email=login.email,
                password=cast.PASSWORD,
            )
            programme = access.programme(by, login.programme) if login.programme else None
            staff.grant(
                by=by,
                staff_id=staff_id,
                role=login.role,
                programme_id=programme.line.programme_id if programme else None,
                starts_on=programme.line.starts_on if programme else date(2006, 1, 1),
            )

    @transaction.atomic
    def add_employers(self) -> None:
        employers.fill(self._command("varna"))

    @transaction.atomic
    def fill_varna(self) -> None:
        setting = self._setting("varna", ("eva@example.org",), self.today)
        rng = Random(1)
        ways = (EMPLOYMENT, None, SUBSIDISED, None, STUDIES, None, EMPLOYMENT, None, INTERNSHIP)
        linked = []
        for n in range(16):
            course = Course(
                enrolled_on=self.today - timedelta(days=40 + 21 * n),
                leads_to=ways[n % len(ways)],
                after_days=110 + 9 * (n % 5),
                quiet_days=48 if n in (3, 9) else 0,
                promises=n not in (5, 9),
                reports=n not in (2, 7),
                consent_months=6 if n in (4, 11) else 12,
            )
            linked.append(live(setting, course, n, rng))
            if n % 3 == 0:
                plans.plan(setting, linked[-1], course.enrolled_on)
            if n < 3:
                papers.shelf(setting.coaches[0], linked[-1])
        self._link_clinic(setting, linked[::2])
        employers.visit_lately(setting.coaches[0], setting.programme_id, linked)
        self._waiting(setting)
        chairs.hold_events(setting.coaches[0], setting.programme_id, self.today)

    @transaction.atomic
    def fill_utsikten(self) -> None:
        emails = ("anna@example.org", "bo@example.org", "camilla@example.org", "david@example.org")
        setting = self._setting("utsikten", emails, self.today)
        rng = Random(2)
        ways = (INTERNSHIP, EMPLOYMENT, INTERNSHIP, None, SUBSIDISED, INTERNSHIP, STUDIES)
        for n in range(20):
            course = Course(
                enrolled_on=self.today - timedelta(days=30 + 17 * n),
                leads_to=ways[n % len(ways)],
                after_days=90 + 11 * (n % 4),
                quiet_days=40 if n in (6, 14) else 0,
                promises=n % 6 != 5,
                reports=n not in (8, 13),
            )
            enrolment_id = live(setting, course, n + 30, rng)
            if n % 2 == 0:
                plans.plan(setting, enrolment_id, course.enrolled_on)

    @transaction.atomic
    def add_jobs(self) -> None:
        jobs.fill(access.viewer_by_email("eva@example.org", today=self.today, where=WHERE))

    @transaction.atomic
    def fill_vi_vagar(self) -> None:
        """Thirty-one people, two to work, ten to studies, six to internship; then handed over."""
        last_day = date(2013, 12, 31)
        setting = self._setting("vi-vagar", ("petra@example.org",), last_day)
        rng = Random(3)
        ways = [EMPLOYMENT] * 2 + [STUDIES] * 10 + [INTERNSHIP] * 6 + [None] * 13
        for n, way in enumerate(ways):
            course = Course(
                enrolled_on=date(2012, 10, 8) + timedelta(days=9 * n),
                leads_to=way,
                after_days=100,
                consent_months=18,
            )
            enrolment_id = live(setting, course, n + 60, rng)
            chairs.hand_over(setting.coaches[0], enrolment_id, n, last_day)

    @transaction.atomic
    def fill_teams(self) -> None:
        coaches = ("anna@example.org", "bo@example.org", "camilla@example.org", "david@example.org")
        team.utsikten(self._setting("utsikten", coaches, self.today), self.today)
        lead = access.viewer_by_email("lars@example.org", today=self.today, where=WHERE)
        varna = self._setting("varna", ("eva@example.org",), self.today)
        team.varna(varna, lead, self.today)

    @transaction.atomic
    def follow_up(self) -> None:
        """Reviews of the method, and steering groups over a year."""
        lead = access.viewer_by_email("lars@example.org", today=self.today, where=WHERE)
        varna = self._setting("varna", ("eva@example.org",), self.today)
        fidelity.varna(lead, varna.coaches[0], varna.programme_id, self.today)
        steering.over_a_year(lead, varna.programme_id, self.today - timedelta(days=38))
        steering.next_one(lead, varna.programme_id, self.today + timedelta(days=4))
        karin = access.viewer_by_email("karin@example.org", today=self.today, where=WHERE)
        natkraft = access.programme(karin, "natkraft").line.programme_id
        steering.over_a_year(karin, natkraft, NATKRAFT_LAST_MEETING)

    def _link_clinic(self, setting: Setting, enrolment_ids: list[int]) -> None:
        people = access.staff_of(setting.coaches[0], setting.programme_id)
        clinic = next(p for p in people if p.role is Role.CLINICAL_PARTNER)
        for enrolment_id in enrolment_ids:
            assignments.link(
                by=setting.coaches[0], enrolment_id=enrolment_id, staff_id=clinic.staff_id,
                on=self.today - timedelta(days=30),
            )  # fmt: skip

    def _waiting(self, setting: Setting) -> None:
        """Enquiries in each state: just in, met, waiting, declined."""
        by = setting.coaches[0]
        ids = []
        for days, source in ((2, SourceKind.SELF), (6, SourceKind.RELATIVE), (21, SourceKind.SELF),
                             (33, SourceKind.SELF), (48, SourceKind.RELATIVE)):  # fmt: skip
            came_on = self.today - timedelta(days=days)
            ids.append(
                enquiries.receive(
                    by=on(by, came_on),
                    programme_id=setting.programme_id,
                    received_on=came_on,
                    source_kind=source,
                    channel=Channel.PHONE,
                    wish="Vill veta mer och gärna träffas tillsammans med någon hen känner.",
                )
            )
        enquiries.wait(by=on(by, self.today - timedelta(days=15)), enquiry_id=ids[2])
        enquiries.wait(by=on(by, self.today - timedelta(days=25)), enquiry_id=ids[3])
        enquiries.decline(
            by=on(by, self.today - timedelta(days=40)),
            enquiry_id=ids[4],
            reason=DeclineReason.OUTSIDE_AREA,
            note="Bor i en annan kommun.",
            pointed_to="Arbetsmarknadsenheten i hemkommunen",
        )

    def _setting(self, key: str, emails: tuple[str, ...], until: date) -> Setting:
        by = self._command(key)
        programme = access.programme(by, key)
        blueprint = get(programme.line.blueprint_key, programme.line.blueprint_version)
        known = {o.name: o.organisation_id for o in access.all_organisations(by)}
        names = NAMES.get(key, {})
        return Setting(
            programme_id=programme.line.programme_id,
            blueprint=blueprint,
            coaches=tuple(
                access.viewer_by_email(email, today=self.today, where=WHERE) for email in emails
            ),
            organisations={
                o.key: known[names.get(o.key) or o.name or ""] for o in blueprint.organisations
            },
            employers=tuple(e.employer_id for e in access.employers(by)),
            units=(),
            until=until,
        )

    def _command(self, key: str) -> Viewer:
        return access.viewer_for_command(
            key, purpose=Purpose.ADMINISTRATION, today=self.today, where=WHERE
        )
