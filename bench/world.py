"""A large invented programme to time the pages in: made once, kept in a temporary folder.

One owner and two partners with consents, 103 coaches (as many as the largest programme Sweden has
had), ten years of enrolments of which a fifth are open, and fifty contacts a person, stored in the
order of their days as they would be if they had been logged one by one. Everything follows from
numbers; no name belongs to anyone.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, models

from framsteg.foundation.names import sort_key, tokens
from framsteg.records import models as records

CONTACTS_EACH = 50
DAYS_BETWEEN_CONTACTS = 12
FIRST_DAY = date(2014, 9, 1)
DAYS = 3650
OWNER, PARTNER, SECOND_PARTNER = 1, 2, 3
PROGRAMME = 1
COACHES = 103
EMPLOYERS = 2000
SHARED = ("identity", "plan", "contacts", "follow_ups")
PHASES = ("shared_picture", "internship", "employment")
GIVEN = (
    "Aina Alva Amir Anders Anna Axel Birgit Bo Britta Carin Dagny Daniel Ebba Edit Elin Elsa Emil "
    "Erik Eva Fatima Fredrik Gerd Greta Gustav Hanna Hedda Hugo Ida Inga Ingrid Ivar Jasmin Johan "
    "Josef Karin Kerstin Klara Lars Leila Lena Liv Maja Malin Maria Mehdi Mona Nadia Nils Noor "
    "Olle Omar Oskar Per Petra Ragnar Rut Saga Sara Signe Sixten Sofia Stina Sven Tage Tora Ulla "
    "Valter Vera Viggo Yusuf Åke Åsa Östen"
).split()
FAMILY_STARTS = (
    "Alm Berg Björk Dal Ek Fors Gran Hed Holm Häger Kvarn Lind Lund Löv Nor Ny Ros Sand Sjö Sten "
    "Ström Sund Söder Vik Väster Ås Ängs Öst"
).split()
FAMILY_ENDS = "berg blad dahl fors gren hult kvist lund man mark qvist stedt ström vall".split()
NOTE = (
    "Vi gick igenom veckan och pratade om vilka arbetsplatser som känns möjliga. Nästa gång "
    "tar vi med en lista över företag i närheten."
)
Row = tuple[Any, ...]


def build(participants: int) -> None:
    """Make the tables and fill them, in the database that the settings name."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    for model, columns, rows in _tables(participants):
        _fill(model, columns, rows)
    with connection.cursor() as cursor:
        cursor.execute(_SUMMARIES)
        if connection.vendor == "postgresql":
            _start_sequences(cursor)
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")


_SUMMARIES = """
    INSERT INTO records_casesummary
        (enrolment_id, owner_id, contact_count, last_contact_on, next_step, next_step_on)
    SELECT enrolment_id, owner_id, COUNT(*), MAX(occurred_on), MAX(next_step), MAX(next_step_on)
    FROM records_contact GROUP BY enrolment_id, owner_id"""


def _tables(participants: int) -> Iterator[tuple[type[models.Model], str, Iterable[Row]]]:
    """Each table as (model, columns, rows)."""
    yield from _around()
    world = World(participants)
    sensitive = "owner_id created_by_id created_at version"
    yield records.Participant, (
        f"id given_name family_name sort_key sex birth_year personnummer phone email address "
        f"language needs_interpreter protected_identity anonymous {sensitive}"
    ), map(_participant, world.people)  # fmt: skip
    yield records.NameToken, "participant_id token", _name_tokens(world.people)
    yield records.Enrolment, (
        f"id programme_id participant_id site_id blueprint_version reference sort_key source_kind "
        f"channel enrolled_on phase exited_on exit_reason handed_over_to exit_note {sensitive}"
    ), map(world.enrolment, world.people)  # fmt: skip
    yield records.PhaseSpell, "enrolment_id phase starts_on ends_on", world.phase_spells()
    yield records.Assignment, "enrolment_id staff_id starts_on ends_on", world.assignments()
    yield records.Consent, (
        f"id enrolment_id text_version text_shown purpose given kept_at with_interpreter "
        f"interpreter interpreter_language signed_by signed_for_reason given_on {sensitive}"
    ), world.consents()  # fmt: skip
    yield (
        records.Ground,
        "enrolment_id giver_id receiver_id part kind consent_id reason starts_on",
        world.grounds(),
    )
    yield records.Section, f"enrolment_id part text updated_on {sensitive}", world.sections()
    yield records.FollowUp, (
        f"enrolment_id occurred_on kind answered_by life_situation support_quality influence "
        f"own_words note {sensitive}"
    ), world.follow_ups()  # fmt: skip
    yield records.Placement, (
        f"id enrolment_id kind subsidy employer_id sector trade title starts_on end_reason note "
        f"{sensitive}"
    ), world.placements()  # fmt: skip
    yield records.PlacementExtent, "placement_id starts_on percent", world.extents()
    yield records.EmployerContact, (
        f"id programme_id employer_id staff_id occurred_on channel purpose spoke_with note "
        f"next_step {sensitive}"
    ), world.visits()  # fmt: skip
    yield records.EmployerContactBehalf, "contact_id enrolment_id", world.behalves()
    yield records.Contact, (
        f"enrolment_id occurred_on minutes channel place present note next_step next_step_on "
        f"next_step_done_on {sensitive}"
    ), world.contacts()  # fmt: skip


def _around() -> Iterator[tuple[type[models.Model], str, Iterable[Row]]]:
    kinds = [(OWNER, "municipality"), (PARTNER, "region"), (SECOND_PARTNER, "employment_service")]
    yield records.Organisation, "id name kind", [(n, f"Organisation {n}", k) for n, k in kinds]
    yield records.Programme, (
        "id key name blueprint_key blueprint_version owner_id starts_on version"
    ), [(PROGRAMME, "bench", "Bench", "utsikten", 1, OWNER, FIRST_DAY, 1)]  # fmt: skip
    yield records.Partnership, "programme_id organisation_id", [
        (PROGRAMME, PARTNER), (PROGRAMME, SECOND_PARTNER),
    ]  # fmt: skip
    password = make_password(None)
    yield records.Staff, "id email name organisation_id is_active password", [
        (n, f"coach{n}@example.org", f"{GIVEN[n % 70]} Coach {n}", _employer_of(n), True, password)
        for n in range(1, COACHES + 1)
    ]  # fmt: skip
    yield records.RoleGrant, "staff_id role programme_id starts_on", [
        (n, "employment_specialist", PROGRAMME, FIRST_DAY) for n in range(1, COACHES + 1)
    ]  # fmt: skip
    yield records.Employer, (
        "id name sort_key name_key organisation_number sector industry_code industry needs "
        "culture version"
    ), [
        (n, f"Firma {n:05}", f"firma {n:05}", f"firma{n:05}", "", "private", "G", "", "", "", 1)
        for n in range(1, EMPLOYERS + 1)
    ]  # fmt: skip
    yield records.EmployerWord, "employer_id word", [
        (n, word) for n in range(1, EMPLOYERS + 1) for word in ("firma", f"{n:05}")
    ]  # fmt: skip


def coaches_of(organisation: int) -> list[int]:
    """The ids of an organisation's coaches."""
    return [n for n in range(1, COACHES + 1) if _employer_of(n) == organisation]


def _employer_of(coach: int) -> int:
    return OWNER if coach % 2 else (PARTNER if coach % 4 else SECOND_PARTNER)


def _spread(i: int, salt: int = 0) -> int:
    return ((i + 1 + salt * 7919) * 2654435761 % 4294967296) >> 7


def _day(number: int) -> str:
    return (FIRST_DAY + timedelta(days=number)).isoformat()


_MOMENT = "2026-01-01 08:00:00+00:00"


def _written(coach: int) -> Row:
    return (_employer_of(coach), coach, _MOMENT, 1)


def _coach(i: int) -> int:
    """The owner's coach for a person."""
    return 1 + 2 * (_spread(i, 1) % ((COACHES + 1) // 2))


def _partner_coach(i: int) -> int:
    return 2 + 4 * (_spread(i, 2) % (COACHES // 4))


def _names(i: int) -> tuple[str, str]:
    h = _spread(i, 3)
    family = FAMILY_STARTS[h % len(FAMILY_STARTS)] + FAMILY_ENDS[h // 31 % len(FAMILY_ENDS)]
    if h % 11 == 0:
        family = f"{family}-{FAMILY_STARTS[h // 13 % len(FAMILY_STARTS)]}"
    return GIVEN[h // 509 % len(GIVEN)], family


def _open(i: int) -> bool:
    return _spread(i, 4) % 5 == 0


def _participant(i: int) -> Row:
    given, family = _names(i)
    key = sort_key(family_name=family, given_name=given)
    return (
        i + 1, given, family, key, "woman" if i % 2 else "man", 1965 + i % 40, "", "070-0000000",
        "", "", "", False, i % 200 == 0, False, *_written(_coach(i)),
    )  # fmt: skip


def _name_tokens(people: Iterable[int]) -> Iterator[Row]:
    for i in people:
        for token in sorted(tokens(*_names(i))):
            yield i + 1, token


def _shares(i: int) -> bool:
    return _spread(i, 5) % 10 < 7


class World:
    """The rows that hang on when each person was enrolled: evenly over ten years."""

    def __init__(self, participants: int) -> None:
        self.participants = participants
        self.people = range(participants)

    def enrolled(self, i: int) -> int:
        """The number of the day."""
        return i * DAYS // self.participants

    def enrolment(self, i: int) -> Row:
        given, family = _names(i)
        ended = None if _open(i) else _day(self.enrolled(i) + 620)
        return (
            i + 1, PROGRAMME, i + 1, OWNER, 1, f"B-{i + 1}",
            sort_key(family_name=family, given_name=given), "self", "phone", _day(self.enrolled(i)),
            PHASES[i % 3], ended, "" if _open(i) else "employment", "", "", *_written(_coach(i)),
        )  # fmt: skip

    def phase_spells(self) -> Iterator[Row]:
        for i in self.people:
            start = self.enrolled(i)
            for n in range(i % 3):
                yield i + 1, PHASES[n], _day(start + 60 * n), _day(start + 60 * (n + 1))
            ended = None if _open(i) else _day(start + 620)
            yield i + 1, PHASES[i % 3], _day(start + 60 * (i % 3)), ended

    def assignments(self) -> Iterator[Row]:
        for i in self.people:
            ended = None if _open(i) else _day(self.enrolled(i) + 620)
            yield i + 1, _coach(i), _day(self.enrolled(i)), ended
            if _shares(i):
                yield i + 1, _partner_coach(i), _day(self.enrolled(i)), ended

    def consents(self) -> Iterator[Row]:
        for i in self.people:
            if _shares(i):
                yield (
                    i + 1, i + 1, "1", "Jag går med på att det här delas.", "samverkan", "written",
                    "", False, "", "", "", "", _day(self.enrolled(i)), *_written(_coach(i)),
                )  # fmt: skip

    def grounds(self) -> Iterator[Row]:
        for i in self.people:
            if _shares(i):
                start = _day(self.enrolled(i))
                for part in SHARED:
                    yield i + 1, OWNER, PARTNER, part, "consent", i + 1, "", start
                    if i % 4 == 0:
                        yield i + 1, OWNER, SECOND_PARTNER, part, "consent", i + 1, "", start
                # What the partner writes, the owner may read.
                yield i + 1, PARTNER, OWNER, "contacts", "consent", i + 1, "", start

    def sections(self) -> Iterator[Row]:
        for i in self.people:
            for part in ("plan", "profile"):
                yield i + 1, part, NOTE, _day(self.enrolled(i) + 30), *_written(_coach(i))

    def follow_ups(self) -> Iterator[Row]:
        for i in self.people:
            for n, kind in enumerate(("start", "monthly", "monthly")):
                on = _day(self.enrolled(i) + 5 + n * 30)
                answers = (1 + i % 5, 1 + i % 4, 1 + i % 3)
                yield i + 1, on, kind, "person", *answers, "", "", *_written(_coach(i))

    def placements(self) -> Iterator[Row]:
        for i in self.people:
            if i % 3 == 0:
                yield (
                    i + 1, i + 1, "employment", "", 1 + i % EMPLOYERS, "private", "Handel", "",
                    _day(self.enrolled(i) + 200), "", "", *_written(_coach(i)),
                )  # fmt: skip

    def extents(self) -> Iterator[Row]:
        for i in self.people:
            if i % 3 == 0:
                yield i + 1, _day(self.enrolled(i) + 200), 50
                yield i + 1, _day(self.enrolled(i) + 260), 75

    def visits(self) -> Iterator[Row]:
        for i in self.people:
            for n in range(2):
                yield (
                    2 * i + n + 1, PROGRAMME, 1 + (i + n) % EMPLOYERS, _coach(i),
                    _day(self.enrolled(i) + 20 + 40 * n), "visit", "learn_needs", "", "", "",
                    *_written(_coach(i)),
                )  # fmt: skip

    def behalves(self) -> Iterator[Row]:
        for i in self.people:
            yield 2 * i + 1, i + 1
            yield 2 * i + 2, i + 1

    def contacts(self) -> Iterator[Row]:
        """In the order of their days: at each step one person's first contact, another's second…"""
        apart = max(1, self.participants * DAYS_BETWEEN_CONTACTS // DAYS)
        channels, places = ("visit", "phone", "visit", "message"), ("community", "remote", "office")
        for step in range(self.participants + apart * (CONTACTS_EACH - 1)):
            on = _day(step * DAYS // self.participants)
            for n in range(CONTACTS_EACH):
                i = step - n * apart
                if 0 <= i < self.participants:
                    promises = n == CONTACTS_EACH - 1 and i % 2 == 0
                    by_partner = n % 5 == 4 and _shares(i)
                    yield (
                        i + 1, on, 30 + n, channels[n % 4], places[n % 3], "", NOTE,
                        "Ringa arbetsgivaren" if promises else "", None, None,
                        *_written(_partner_coach(i) if by_partner else _coach(i)),
                    )  # fmt: skip


def _fill(model: type[models.Model], columns: str, rows: Iterable[Row]) -> None:
    table, names = model._meta.db_table, columns.split()
    connection.ensure_connection()
    rest = _defaults(model, names)
    names += rest.keys()
    rows = (row + tuple(rest.values()) for row in rows)
    driver: Any = connection.connection
    if connection.vendor == "postgresql":
        _copy(driver, table, names, rows)
    else:
        _insert(driver, table, names, rows)


def _defaults(model: type[models.Model], named: list[str]) -> dict[str, Any]:
    """What the model itself would write in the columns that a world says nothing of."""
    return {
        field.column: field.get_db_prep_save(field.get_default(), connection)
        for field in model._meta.concrete_fields
        if field.column not in named and not field.null and not field.primary_key
    }


def _insert(driver: sqlite3.Connection, table: str, names: list[str], rows: Iterable[Row]) -> None:
    later = [
        (name, sql)
        for name, sql in driver.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? "
            "AND sql NOT NULL",
            [table],
        )
    ]
    driver.execute("PRAGMA foreign_keys = OFF")
    driver.execute("BEGIN IMMEDIATE")
    for name, _sql in later:
        driver.execute(f'DROP INDEX "{name}"')
    marks = ", ".join("?" * len(names))
    driver.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)
    for _name, sql in later:
        driver.execute(sql)
    driver.execute("COMMIT")


def _copy(driver: Any, table: str, names: list[str], rows: Iterable[Row]) -> None:
    with driver.transaction(), driver.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # no look-up of each key
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN "
            "(SELECT conname FROM pg_constraint)",
            [table],
        )
        later = cursor.fetchall()
        for name, _definition in later:
            cursor.execute(f'DROP INDEX "{name}"')
        with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        for _name, definition in later:
            cursor.execute(definition)


def _start_sequences(cursor: Any) -> None:
    for model in connection.introspection.installed_models(connection.introspection.table_names()):
        if model._meta.auto_field:
            table, column = model._meta.db_table, model._meta.pk.column
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), "
                f"(SELECT COALESCE(MAX({column}), 0) + 1 FROM {table}))"
            )
