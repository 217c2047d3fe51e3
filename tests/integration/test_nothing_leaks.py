"""Whatever happens to consents, roles, links, documents and days, a partner reads what the slow
oracle says.

The machine tells an account of its own who said what; the oracle judges from that, not from the
grounds that the program has written.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from framsteg import access
from framsteg.actions import assignments, consents
from framsteg.foundation.codes import ConsentGiven, Part, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import CaseLink, RoleGrant
from tests.factories.canaries import answer_in, write_everything
from tests.factories.stand import Stand, addresses_of, noon
from tests.factories.world import TODAY

ORG = st.integers(0, 2)
PARTNER = st.integers(0, 1)
PARTS = st.sets(st.sampled_from(Part), min_size=1)
MOST_WRITTEN = 2
PAGES_A_STEP = 3


class Machine(RuleBasedStateMachine):
    """Three organisations around one person; what each wrote carries words of its own."""

    set_today: Callable[[date], None]

    @initialize(to_bo=PARTS, to_tove=PARTS)
    def begin(self, to_bo: set[Part], to_tove: set[Part]) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.stand, self.turn = Stand(), 0
        self.account, self.orgs = self.stand.account, self.stand.told.organisations
        self.written = [0, 0, 0]
        self.always = [
            self.stand.told.page("participants:file"), reverse("participants:list"),
            reverse("my_day:today"),
        ]  # fmt: skip
        self.write(0)
        assert len(self.stand.told.kinds) == 18, "the coach could not write everything"
        self._give(0, {self.orgs[1]: to_bo, self.orgs[2]: to_tove}, True, set(), None)

    def teardown(self) -> None:
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def viewer(self, n: int) -> access.Viewer:
        return self.stand.viewer(self.stand.coaches[n])

    # ── What happens ───────────────────────────────────────────────────────────────────────────

    @rule(n=ORG)
    def write(self, n: int) -> None:
        if self.written[n] < MOST_WRITTEN:
            self.written[n] += 1
            write_everything(self.stand.told, self.viewer(n))

    @rule(n=ORG)
    def write_in_the_documents_of_others(self, n: int) -> None:
        for document in self.stand.told.ids["document_id"]:
            answer_in(self.stand.told, self.viewer(n), document)

    @rule(n=ORG, to=st.sets(ORG, min_size=1), parts=PARTS, yes=st.booleans(), also=st.sets(ORG),
          days=st.none() | st.integers(1, 3))  # fmt: skip
    def give(self, n, to, parts, yes, also, days) -> None:
        until = None if days is None else self.account.day + timedelta(days=days)
        self._give(n, {self.orgs[o]: parts for o in to}, yes, also, until)

    def _give(self, n: int, answers, yes: bool, also: set[int], until: date | None) -> None:
        by = self.viewer(n)
        answers = {receiver: sorted(parts) for receiver, parts in answers.items()}
        others = {self.orgs[o] for o in also} - {by.organisation_id}
        try:
            made = consents.give(
                by=by, enrolment_id=self.stand.case.pk, shares=answers if yes else {},
                refuses={} if yes else answers, also_from=others, expires_on=until,
                text_version="1", text_shown="…", purpose="Samverkan", given=ConsentGiven.ORAL,
                given_on=self.account.day,
            )  # fmt: skip
        except access.NotFound:
            return
        if not yes:
            self.account.say_no(answers, others | {by.organisation_id})
        self.account.give(made, by.organisation_id, answers if yes else {}, others, until)

    @rule(n=ORG, data=st.data(), opens=st.booleans())
    def answer(self, n, data, opens) -> None:
        made = data.draw(st.sampled_from(sorted(self.account.said)))
        by = self.viewer(n)
        try:
            (consents.confirm if opens else consents.refuse)(by=by, consent_id=made)
        except (access.NotFound, Denied):
            return
        said = self.account.said[made]
        assert by.organisation_id in said.others
        assert not (opens and said.is_over)
        (self.account.open if opens else self.account.refuse)(made, by.organisation_id)

    @rule(n=ORG, data=st.data(), towards=st.none() | ORG)
    def withdraw(self, n, data, towards) -> None:
        made = data.draw(st.sampled_from(sorted(self.account.said)))
        receivers = None if towards is None else [self.orgs[towards]]
        try:
            consents.withdraw(by=self.viewer(n), consent_id=made, receivers=receivers)
        except (access.NotFound, Denied):
            return
        self.account.withdraw(made, receivers)

    @rule()
    def a_day_passes(self) -> None:
        self.account.a_day_passes()
        self.stand.browsers.clear()  # a session does not last the night
        type(self).set_today(self.account.day)

    @rule(n=PARTNER)
    def a_partner_is_linked_or_no_longer(self, n: int) -> None:
        staff, case = self.stand.partners[n], self.stand.case
        reader = self.account.readers[staff.pk]
        if reader.is_linked:
            CaseLink.unscoped.filter(staff=staff).update(ends_on=self.account.day)
        else:
            CaseLink.unscoped.filter(staff=staff).delete()
            CaseLink.unscoped.create(staff=staff, enrolment=case, starts_on=self.account.day)
        reader.is_linked = not reader.is_linked

    @rule(n=st.integers(1, 2))
    def a_role_ends_or_is_given_back(self, n: int) -> None:
        staff = self.stand.coaches[n]
        reader, grant = self.account.readers[staff.pk], RoleGrant.objects.get(staff=staff)
        grant.ends_on = self.account.day if reader.roles else None
        grant.save()
        reader.roles = [] if reader.roles else [Role.EMPLOYMENT_SPECIALIST.value]

    @rule(n=st.integers(1, 2))
    def a_coach_is_assigned(self, n: int) -> None:
        told = {"enrolment_id": self.stand.case.pk, "staff_id": self.stand.coaches[n].pk}
        try:
            assignments.assign(by=self.viewer(0), on=self.account.day, **told)
        except (access.NotFound, Denied):
            return

    # ── What is seen ───────────────────────────────────────────────────────────────────────────

    @invariant()
    def everyone_sees_what_the_oracle_says(self) -> None:
        if not hasattr(self, "turn"):
            return
        self.turn += 1
        readers, pages = self.stand.readers, addresses_of(self.stand)
        # Everybody within two steps; each step one reader more closely, row by row and by page.
        in_turn, *beside = (readers[(self.turn + k) % len(readers)] for k in (0, 2, 4))
        self.stand.assert_room_is_right(in_turn, every_row=True)
        for staff in beside:
            self.stand.assert_room_is_right(staff)
        first = self.turn * PAGES_A_STEP
        turned = [pages[(first + k) % len(pages)] for k in range(PAGES_A_STEP)]
        for address in dict.fromkeys([*self.always, *turned]):
            self.stand.assert_page_is_right(in_turn, address)


@pytest.mark.django_db
def test_nothing_leaks(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [TODAY]
    monkeypatch.setattr(timezone, "now", lambda: noon(now[0]))
    Machine.set_today = staticmethod(lambda day: now.__setitem__(0, day))

    def fresh() -> Machine:
        now[0] = TODAY
        return Machine()

    run(
        fresh,
        settings=settings(
            max_examples=3, stateful_step_count=6, deadline=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        ),
    )  # fmt: skip
