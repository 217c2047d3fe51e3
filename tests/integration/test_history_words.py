"""What the history tells is told in words: a new column or verb needs a name."""

import ast
from pathlib import Path

import framsteg
from framsteg.records.models import (
    Consent,
    Contact,
    EmployerContact,
    Enrolment,
    FollowUp,
    Participant,
    Placement,
    Section,
)
from framsteg.web.presenters.fields import NAMES, POINTERS
from framsteg.web.presenters.history import VERBS

ACTIONS = Path(framsteg.__file__).parent / "actions"
OF_NO_CASE = (
    "enquiries.", "programmes.", "staff.", "employers.add", "employers.change",
    "employers.step_done", "employer_register.", "workplaces.", "contact_persons.",
    "calendars.", "cover.be_away", "cover.change_absence", "cover.not_away", "jobs.", "outreach.",
    "devices.", "accounts.", "tokens.", "log_reviews.", "fidelity.", "sampling.draw", "steering.",
    "reports.", "disposals.",
)  # fmt: skip


def test_every_column_of_a_persons_rows_has_a_name():
    models = (Contact, Participant, Enrolment, Section, Consent, Placement, FollowUp)
    told = {
        f.name for m in models for f in m._meta.concrete_fields if f.name not in m.Privacy.technical
    }

    assert told - set(NAMES) - POINTERS == set()
    assert EmployerContact.Privacy.sensitive  # its events on a case name only the employer


def test_every_verb_of_an_action_has_words():
    verbs = {
        node.value
        for path in ACTIONS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.keyword) and node.arg == "verb"
        for node in [node.value]
        if isinstance(node, ast.Constant)
    }

    assert {verb for verb in verbs if not verb.startswith(OF_NO_CASE)} - set(VERBS) == set()
