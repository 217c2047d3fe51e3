"""Employers that are already in the register become findable by words, and doubles by key.

Words compare as bytes on PostgreSQL, as in 0002.
"""

from django.db import migrations

from framsteg.foundation.names import tokens
from framsteg.rules.doubles import name_key

AT_A_TIME = 1000


def compare_as_bytes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            'ALTER TABLE records_employerword ALTER COLUMN word TYPE varchar(100) COLLATE "C"'
        )


def make_findable(apps, schema_editor):
    employer = apps.get_model("records", "Employer")
    word = apps.get_model("records", "EmployerWord")
    rows = []
    words = []
    for row in employer.objects.order_by("pk").iterator(chunk_size=AT_A_TIME):
        row.name_key = name_key(row.name)
        rows.append(row)
        words += [word(employer=row, word=w[:100]) for w in sorted(tokens(row.name))]
    word.objects.all().delete()
    employer.objects.bulk_update(rows, ["name_key"], batch_size=AT_A_TIME)
    word.objects.bulk_create(words, batch_size=AT_A_TIME)


class Migration(migrations.Migration):
    dependencies = [("records", "0003_employers")]

    operations = [
        migrations.RunPython(compare_as_bytes, migrations.RunPython.noop),
        migrations.RunPython(make_findable, migrations.RunPython.noop),
    ]
