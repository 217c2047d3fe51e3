"""A person whose every row carries a word, three organisations around them, and their readers."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from itertools import chain

from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.access import NotFound, Viewer
from framsteg.access.reading import conflicts, handovers, journal, meetings, team
from framsteg.actions import employers, jobs
from framsteg.foundation.codes import Channel, JobOrigin, Part, Role, SourceKind
from framsteg.records.models import Assignment, Staff, Unit
from tests.factories.planted import Canaries, Planted
from tests.factories.surfaces import text_of
from tests.factories.world import TODAY, World
from tests.oracles.account import Account, Reader

WORD = re.compile(r"Kanarie\w+?slut")
SPECIALIST = Role.EMPLOYMENT_SPECIALIST.value


class Stand:
    """Anna's organisation enrolled the person; Bo's and Tove's work beside it, with partners."""

    def __init__(self) -> None:
        world = self.world = World()
        self.coaches = (world.anna, world.bo, world.third())
        self.partners = (
            world.staff("Klara", world.bo.organisation, Role.CLINICAL_PARTNER),
            world.staff("Frida", self.coaches[2].organisation, Role.AGENCY_PARTNER),
        )
        clinic = Unit.objects.create(
            organisation=self.coaches[2].organisation, name="Kanarieenhetslut", sensitive=True
        )
        self.case = world.case(
            family="Kanariefamiljslut",
            source_kind=SourceKind.UNIT,
            unit=clinic,
            channel=Channel.PHONE,
            person={"phone": "Kanarietfnslut", "address": "Kanarieadrslut"},
        )
        Assignment.unscoped.create(enrolment=self.case, staff=world.anna, starts_on=TODAY)
        by = world.viewer(world.anna)
        self.told = Canaries(
            case=self.case,
            job_id=jobs.add(by=by, title="Diskare", origin=JobOrigin.OWN_FIND),
            employer_id=employers.add(by=by, name="Bageriet"),
            organisations=tuple(staff.organisation_id for staff in self.coaches),
            guests=tuple(staff.pk for staff in self.coaches),
        )
        self.told.units.append((clinic.name, clinic.organisation_id))
        self._what_the_register_says(by)
        self.account = Account(TODAY)
        for staff in (*self.coaches, *self.partners, world.cecilia):
            self.account.readers[staff.pk] = Reader(
                staff.pk, staff.organisation_id, [role.value for role in self._roles(staff)]
            )
        self.browsers: dict[int, Client] = {}

    def _what_the_register_says(self, by: Viewer) -> None:
        page = self.told.page("participants:file")
        for word, part in (
            ("Kanariefamiljslut", Part.IDENTITY),
            ("Kanarietfnslut", Part.CONTACT_DETAILS),
            ("Kanarieadrslut", Part.CONTACT_DETAILS),
        ):
            self.told.plant(word, by, part, page)

    def _roles(self, staff: Staff) -> list[Role]:
        grants = self.world.viewer(staff).grants
        return [grant.role for grant in grants]

    @property
    def readers(self) -> tuple[Staff, ...]:
        return (*self.coaches, *self.partners, self.world.cecilia)

    def viewer(self, staff: Staff) -> Viewer:
        return access.viewer_for(staff, today=self.account.day, where="test")

    def browser(self, staff: Staff) -> Client:
        """The reader's browser, logged in; forget them when a night has passed."""
        if staff.pk not in self.browsers:
            self.browsers[staff.pk] = Client()
            self.browsers[staff.pk].force_login(staff)
        return self.browsers[staff.pk]

    # ── What the account says ──────────────────────────────────────────────────────────────────

    def readable(self, staff: Staff) -> dict[str, bool]:
        """For each word that was written, whether this reader may meet it today."""
        reader = self.account.readers[staff.pk]
        words = {
            row.word: self.account.may(staff.pk, row.part.value, row.owner)
            for row in self.told.rows
        }
        for word, owner in self.told.own:
            words[word] = owner == reader.organisation and SPECIALIST in reader.roles
        for word, owner in self.told.units:
            enrolled = reader.organisation == self.case.owner_id
            words[word] = reader.organisation == owner or (
                enrolled and self.account.may(staff.pk, Part.SUPPORT_NEEDS.value, owner)
            )
        for word, noted_by, organisations in self.told.reasons:
            words[word] = reader.organisation in organisations or self.account.may(
                staff.pk, Part.DOCUMENTS.value, noted_by
            )
        return words

    def to_be_found(self, staff: Staff, row: Planted) -> bool:
        """Whether the reader finds the row at its addresses: it, and what the page is about."""
        part, owner = row.beside or (row.part, row.owner)
        return self.account.may(staff.pk, row.part.value, row.owner) and self.account.may(
            staff.pk, part.value, owner
        )

    # ── What the program shows ─────────────────────────────────────────────────────────────────

    def assert_kept(self, staff: Staff, shown: str, where: str) -> None:
        """No word stands in what was shown that the reader may not read."""
        readable = self.readable(staff)
        leaked = sorted(word for word in set(WORD.findall(shown)) if not readable[word])
        rows = {row.word: (row.part.value, row.owner) for row in self.told.rows}
        assert not leaked, (staff.name, where, [(word, rows.get(word)) for word in leaked])

    def words_in(self, shown: str) -> set[str]:
        return set(WORD.findall(shown))

    def assert_page_is_right(self, staff: Staff, address: str) -> None:
        """The page shows the words that it is to show this reader, and none that it may not."""
        self.assert_page_is_right_as(staff, address, text_of(self.browser(staff), address))

    def assert_page_is_right_as(self, staff: Staff, address: str, shown: str) -> None:
        """As `assert_page_is_right`, for a page that has been opened by whatever browser."""
        self.assert_kept(staff, shown, address)
        for row in self.told.rows:
            if address in row.at and self.to_be_found(staff, row) and self.works_on(staff, address):
                assert row.word in shown, (staff.name, address, row)

    def works_on(self, staff: Staff, address: str) -> bool:
        """Whether it is a page that this reader works on: a hand-over is its coaches' work."""
        of_coaches = address == self.told.page("handovers:one")
        return not of_coaches or SPECIALIST in self.account.readers[staff.pk].roles

    def assert_room_is_right(self, staff: Staff, *, every_row: bool = False) -> None:
        """The room hands out nothing that the reader may not read."""
        by = self.viewer(staff)
        readings = [*OF_CASE, *(OF_CASE_TOO if every_row else ())]
        asked = [(read, (by, self.case.pk)) for read in readings]
        asked += [(read, (by,)) for read in (OF_READER if every_row else OF_READER[:1])]
        if every_row:
            asked += [(read, (by, pk)) for read, name in OF_ROW for pk in self.told.ids[name]]
            asked.append((journal.not_copied, (by, self.case.pk, TODAY)))
        for read, told in asked:
            try:
                shown = repr(read(*told))
            except NotFound:
                continue
            self.assert_kept(staff, shown, read.__name__)


# The readings of the room about one case (those with the most words first), about what the reader
# has before them, and about one row.
OF_CASE: tuple[Callable[..., object], ...] = (
    access.case_file, access.changes, access.plan, access.efforts, access.network, access.job_trail,
    access.around_placements, meetings.meetings_of_case,
)  # fmt: skip
OF_CASE_TOO: tuple[Callable[..., object], ...] = (
    access.case_line, access.case_frame, access.reads, access.documents, team.crises,
    team.back_up_of, handovers.leaving, conflicts.with_person,
)  # fmt: skip
OF_READER: tuple[Callable[..., object], ...] = (
    access.case_files, access.my_cases, access.plan_tasks, access.waiting_to_confirm,
    meetings.my_actions, access.enquiries, team.covered,
)  # fmt: skip
OF_ROW: tuple[tuple[Callable[..., object], str], ...] = (
    (access.document_history, "document_id"), (meetings.meeting, "meeting_id"),
    (meetings.actions_of_meeting, "meeting_id"), (access.match, "match_id"),
    (handovers.hand_over, "hand_over_id"), (access.enquiry, "enquiry_id"),
)  # fmt: skip


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def addresses_of(stand: Stand) -> list[str]:
    """Every address at which a word is to be found."""
    return list(dict.fromkeys(chain.from_iterable(row.at for row in stand.told.rows)))
