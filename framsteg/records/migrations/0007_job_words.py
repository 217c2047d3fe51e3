"""The index of words in jobs: FTS5 on SQLite, tsvector on PostgreSQL (records/job_words.py)."""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE records_jobwords USING fts5("
    "title, employer, place, tasks, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')",
    "INSERT INTO records_jobwords (rowid, title, employer, place, tasks) "
    "SELECT id, title, employer_name, municipality, tasks FROM records_job",
)
POSTGRESQL = (
    "CREATE TABLE records_jobwords ("
    "job_id bigint PRIMARY KEY REFERENCES records_job (id) ON DELETE CASCADE DEFERRABLE "
    "INITIALLY DEFERRED, words tsvector NOT NULL)",
    "CREATE INDEX jobwords_words ON records_jobwords USING gin (words)",
    "INSERT INTO records_jobwords (job_id, words) SELECT id, to_tsvector('swedish', "
    "concat_ws(' ', title, employer_name, municipality, tasks)) FROM records_job",
)


def make(apps, editor):
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def drop(apps, editor):
    editor.execute("DROP TABLE records_jobwords")


class Migration(migrations.Migration):
    dependencies = [("records", "0006_jobs")]
    operations = [migrations.RunPython(make, drop)]
