"""Whatever happens to consents, links and days, a partner reads what the slow oracle says.

The machine keeps its own account of who said what; the oracle judges from that, not from the
grounds that the program has written.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from framsteg import access
from framsteg.actions import consents, contacts, efforts, follow_ups, sections, self_reports
from framsteg.actions.efforts import Noted
from framsteg.actions.self_reports import Told
from framsteg.foundation.codes import (
    Channel,
    ConsentGiven,
    FollowUpKind,
    Part,
    Place,
    Role,
)
from framsteg.foundation.decision import Denied
from tests.factories.world import TODAY, World
from tests.oracles.sharing import may_read

ORG = st.integers(0, 2)
PARTS = [Part.CONTACTS, Part.SUPPORT_NEEDS, Part.FOLLOW_UPS, Part.PLAN, Part.IDENTITY]


class Machine(RuleBasedStateMachine):
    """Three organisations around one person; what each wrote carries a word of its own."""

    set_today: Callable[[date], None]

    @initialize()
    def begin(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.world = World()
        third = self.world.third()
        self.staff = [self.world.anna, self.world.bo, third]
        self.orgs = [s.organisation_id for s in self.staff]
        self.clinic = self.world.staff("Klara", self.world.bo_org, Role.CLINICAL_PARTNER)
        self.case = self.world.case(family="Ordidentity")
        self.day, self.linked, self.words = TODAY, False, 0
        self.rows: list[tuple[int, Part, str]] = [(self.orgs[0], Part.IDENTITY, "Ordidentity")]
        self.grounds: list[list] = []  # giver, receiver, part, from, until, consent
        self.given: dict[int, dict] = {}

    def teardown(self) -> None:
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def viewer(self, n: int) -> access.Viewer:
        return self.world.viewer(self.staff[n], self.day)

    @rule(n=ORG, part=st.sampled_from(PARTS[:4]), by_link=st.booleans())
    def write(self, n: int, part: Part, by_link: bool) -> None:
        self.words += 1
        word, by, case = f"Ord{self.words}slut", self.viewer(n), self.case.pk
        try:
            if part is Part.CONTACTS:
                contacts.log(by=by, enrolment_id=case, on=self.day, channel=Channel.VISIT,
                             place=Place.COMMUNITY, note=word)  # fmt: skip
            elif part is Part.FOLLOW_UPS and by_link:
                now = timezone.now()
                token = self_reports.ask(by=by, enrolment_id=case, kind=FollowUpKind.MONTHLY,
                                         now=now)  # fmt: skip
                self_reports.answer(token=token, told=Told(own_words=word), now=now,
                                    today=self.day)  # fmt: skip
            elif part is Part.PLAN:
                efforts.note(by=by, enrolment_id=case,
                             effort=Noted(word, self.day, organisation_name="Ekan"))  # fmt: skip
            elif part is Part.FOLLOW_UPS:
                follow_ups.record(by=by, enrolment_id=case, on=self.day, note=word,
                                  kind=FollowUpKind.MONTHLY, answered_by=None)  # fmt: skip
            elif not any(o == by.organisation_id and p is part for o, p, _w in self.rows):
                sections.write(by=by, enrolment_id=case, part=part, text=word, version=None)
            else:
                return
        except (access.NotFound, Denied):
            return
        self.rows.append((by.organisation_id, part, word))

    @rule(n=ORG, to=st.sets(ORG, min_size=1), parts=st.sets(st.sampled_from(PARTS), min_size=1),
          also=st.sets(ORG), days=st.none() | st.integers(1, 3), yes=st.booleans())  # fmt: skip
    def give(self, n, to, parts, also, days, yes) -> None:
        by = self.viewer(n)
        answers = {self.orgs[o]: sorted(parts) for o in to}
        until = None if days is None else self.day + timedelta(days=days)
        others = {self.orgs[o] for o in also} - {by.organisation_id}
        try:
            made = consents.give(
                by=by, enrolment_id=self.case.pk, shares=answers if yes else {},
                refuses={} if yes else answers, also_from=others, expires_on=until,
                text_version="1", text_shown="…", purpose="Samverkan", given=ConsentGiven.ORAL,
                given_on=self.day,
            )  # fmt: skip
        except access.NotFound:
            return
        if not yes:
            for ground in self.grounds:
                said_no = ground[1] in answers and ground[2] in parts
                if said_no and ground[0] in others | {by.organisation_id}:
                    self.close(ground)
        self.given[made] = {"yes": dict(answers) if yes else {}, "others": others, "until": until,
                            "by": by.organisation_id, "over": False, "open": set()}  # fmt: skip
        self.open(made, by.organisation_id)

    def open(self, made: int, giver: int) -> None:
        told = self.given[made]
        told["open"].add(giver)
        for receiver, parts in told["yes"].items():
            if receiver != giver:
                self.grounds += [[giver, receiver, p, self.day, told["until"], made] for p in parts]

    def close(self, ground: list) -> None:
        if ground[4] is None or ground[4] > self.day:
            ground[4] = self.day

    @rule(n=ORG, data=st.data())
    def answer(self, n, data) -> None:
        if not self.given:
            return
        made = data.draw(st.sampled_from(sorted(self.given)))
        told, by, opens = self.given[made], self.viewer(n), data.draw(st.booleans())
        try:
            (consents.confirm if opens else consents.refuse)(by=by, consent_id=made)
        except (access.NotFound, Denied):
            return
        assert by.organisation_id in told["others"]
        if opens:
            assert not told["over"]
            self.open(made, by.organisation_id)
        for ground in self.grounds:
            if not opens and ground[5] == made and ground[0] == by.organisation_id:
                self.close(ground)

    @rule(n=ORG, data=st.data(), towards=st.none() | ORG)
    def withdraw(self, n, data, towards) -> None:
        if not self.given:
            return
        made = data.draw(st.sampled_from(sorted(self.given)))
        receivers = None if towards is None else [self.orgs[towards]]
        try:
            consents.withdraw(by=self.viewer(n), consent_id=made, receivers=receivers)
        except (access.NotFound, Denied):
            return
        told = self.given[made]
        for receiver in receivers or list(told["yes"]):
            told["yes"].pop(receiver, None)
        told["over"] = not told["yes"]
        for ground in self.grounds:
            if ground[5] == made and (receivers is None or ground[1] in receivers):
                self.close(ground)

    @rule()
    def a_day_passes(self) -> None:
        self.day += timedelta(days=1)
        type(self).set_today(self.day)

    @rule()
    def link(self) -> None:
        if not self.linked:
            self.world.link(self.clinic, self.case)
            self.linked = True

    @invariant()
    def everyone_sees_what_the_oracle_says(self) -> None:
        if not hasattr(self, "rows"):
            return
        readers = [(s, ["employment_specialist"], False) for s in self.staff]
        readers.append((self.clinic, ["clinical_partner"], self.linked))
        for staff, roles, linked in readers:
            told = {
                word: may_read(
                    part=part.value, roles=roles, is_linked=linked, written_by=owner,
                    my_organisation=staff.organisation_id, today=self.day,
                    grounds=[(g[0], g[1], g[2].value, g[3], g[4]) for g in self.grounds],
                )
                for owner, part, word in self.rows
            }  # fmt: skip
            self.compare(staff, told)

    def compare(self, staff, told: dict[str, bool]) -> None:
        viewer, browser = self.world.viewer(staff, self.day), Client()
        try:
            file, changes = (
                access.case_file(viewer, self.case.pk),
                access.changes(viewer, self.case.pk),
            )
        except access.NotFound:
            assert not any(told.values())
            return
        browser.force_login(staff)
        pages = ("participants:file", "efforts:show")
        page = "".join(browser.get(reverse(one, args=[self.case.pk])).text for one in pages)
        view = access.efforts(viewer, self.case.pk)
        shown = repr((file.name, file.sections, file.contacts, file.follow_ups, view.efforts))
        listed = repr(access.case_files(viewer).lines)
        for word, may in told.items():
            assert (word in shown) is may, word
            assert (word in page) is may, word
            assert may or word not in listed + repr(changes), word


@pytest.mark.django_db
def test_nothing_leaks(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [TODAY]
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: now[0])
    Machine.set_today = staticmethod(lambda day: now.__setitem__(0, day))

    def fresh() -> Machine:
        now[0] = TODAY
        return Machine()

    run(
        fresh,
        settings=settings(
            max_examples=8, stateful_step_count=8, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
