"""Migration 0009 on rows that stood there before it: whose rows each known ground opens.

In a database of its own and a process of its own: the migration works on the default connection.
It goes when the migration goes.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.conftest import environment

pytestmark = pytest.mark.process

MIGRATE_AND_TELL = """
import json
from datetime import date
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

def one_by_one():
    executor = MigrationExecutor(connection)
    executor.loader.replace_migrations = False  # as those who came this way, before the squash
    executor.loader.build_graph()
    return executor

def migrated(name):
    one_by_one().migrate([("records", name)])
    return one_by_one().loader.project_state([("records", name)]).apps

old = migrated("0008_consents_per_giver")
made = lambda model, **values: old.get_model("records", model)._base_manager.create(**values)
day, later, end = date(2026, 1, 1), date(2026, 3, 1), date(2027, 1, 1)
town, region, office = (made("Organisation", name=n, kind="municipality") for n in "TRO")
staff = made("Staff", name="Bo", organisation=region, email="bo@example.org", password="")
programme = made("Programme", key="p", name="P", blueprint_key="utsikten", blueprint_version=1,
                 owner=town, starts_on=day)
person = made("Participant", owner=town, sex="woman", sort_key="")
case = made("Enrolment", programme=programme, participant=person, owner=town, site=town,
            blueprint_version=1, sort_key="", enrolled_on=day, phase="mapping")

def consent(**values):
    return made("Consent", enrolment=case, owner=town, text_version="1", text_shown="-",
                purpose="-", given="oral", given_on=day, **values)

def ground(receiver, part, **values):
    values = {"kind": "consent", "reason": "", "starts_on": day, **values}
    return made("Ground", enrolment=case, receiver=receiver, part=part, **values)

one_way, joint, ending = consent(), consent(), consent(expires_on=end)
ground(region, "plan", consent=one_way)
ground(region, "contacts", consent=joint)
ground(office, "contacts", consent=joint)
ground(town, "contacts", consent=joint)
ground(region, "profile", consent=ending, ends_on=later)
ground(office, "profile", consent=ending, ends_on=end)
law = {"kind": "statute", "reason": "10 kap."}
ground(town, "income", **law, created_by=staff)
ground(region, "support_needs", **law)

new = migrated("0009_givers_of_known_consents")
known = lambda model: new.get_model("records", model)._base_manager.order_by("pk")
print(json.dumps({
    "grounds": [[g.giver.name, g.receiver.name, g.part] for g in known("Ground")],
    "answers": [[a.consent_id - one_way.pk, a.receiver.name, a.part, str(a.withdrawn_on)]
                for a in known("ConsentAnswer")],
    "waiting": [[g.consent_id - one_way.pk, g.organisation.name] for g in known("ConsentGiver")],
}))
"""


@pytest.fixture
def told(no_tables_yet: dict[str, str], tmp_path: Path) -> dict[str, list[list[str]]]:
    settings = no_tables_yet or {"DATA": str(tmp_path / "old")}
    done = subprocess.run(
        [sys.executable, "-c", MIGRATE_AND_TELL],
        env=environment(**{"DATA": str(tmp_path / "old"), **settings})
        | {"DJANGO_SETTINGS_MODULE": "framsteg.config.settings"},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, list[list[str]]] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_known_grounds_open_what_their_receiver_of_the_consent_wrote_and_no_more(
    told: dict[str, list[list[str]]],
) -> None:
    # Town received the consents, so a ground that let town read its own rows is gone.
    assert told["grounds"] == [
        ["T", "R", "plan"], ["T", "R", "contacts"], ["T", "O", "contacts"], ["T", "R", "profile"],
        ["T", "O", "profile"], ["R", "T", "income"], ["T", "R", "support_needs"],
    ]  # fmt: skip
    # A ground closed before its consent ran out had been taken back.
    assert sorted(told["answers"]) == [
        [0, "R", "plan", "None"], [1, "O", "contacts", "None"], [1, "R", "contacts", "None"],
        [1, "T", "contacts", "None"], [2, "O", "profile", "None"],
        [2, "R", "profile", "2026-03-01"],
    ]  # fmt: skip
    # Those who were to let town read theirs are asked, each for itself.
    assert sorted(told["waiting"]) == [[1, "O"], [1, "R"]]
