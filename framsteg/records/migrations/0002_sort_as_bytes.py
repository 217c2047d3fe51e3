"""Sort keys and name tokens compare as bytes on PostgreSQL, as they do on SQLite.

A language's collation would move the characters that stand for å, ä and ö (foundation.names),
and range look-ups could not use the index.
"""

from django.db import migrations

COLUMNS = [
    ("records_participant", "sort_key", 220),
    ("records_enrolment", "sort_key", 220),
    ("records_employer", "sort_key", 220),
    ("records_nametoken", "token", 100),
]


def compare_as_bytes(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, column, length in COLUMNS:
        schema_editor.execute(
            f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar({length}) COLLATE "C"'
        )


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [migrations.RunPython(compare_as_bytes, migrations.RunPython.noop)]
