"""Nätkraft with its lists, people who write and read its reports, and the tables of a Word file."""

import io
from datetime import date

from django.urls import reverse
from docx import Document

from framsteg.actions import reports as actions
from framsteg.foundation.codes import ReportKind
from framsteg.records.models import RoleGrant
from tests.factories.world import staff


def with_role(world, role, name="Karin", owner=None):
    person = staff(name, owner or world.natkraft.owner)
    RoleGrant.objects.create(
        staff=person, role=role, programme=world.natkraft, starts_on=date(2006, 5, 1)
    )
    return person


def begun(world, by):
    return actions.begin(by=world.viewer(by), programme_id=world.natkraft.pk, kind=ReportKind.FINAL)


def written(world, by, report, key, text, version=None):
    actions.write(by=world.viewer(by), report_id=report, key=key, text=text, version=version)


def final(client, form, **asked):
    address = reverse("reports:now", args=["natkraft", "slutrapport", form])
    page = client.get(address, asked)
    assert page.status_code == 200
    return page.content


def tables_of(content):
    """Every table of a Word file: rows of texts, by the caption before it."""
    file = Document(io.BytesIO(content))
    captions = [p.text for p in file.paragraphs if p.style.name == "Caption"]
    return {
        caption: [[cell.text for cell in row.cells] for row in table.rows]
        for caption, table in zip(captions, file.tables, strict=True)
    }
