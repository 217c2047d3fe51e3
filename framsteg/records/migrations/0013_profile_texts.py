"""The living text of the vocational profile becomes the first answer of the structured one."""

from django.db import migrations


def to_documents(apps, schema_editor):
    section = apps.get_model("records", "Section")
    document = apps.get_model("records", "Document")
    answers = apps.get_model("records", "DocumentSection")
    covers = {}
    for text in section._base_manager.filter(part="profile").order_by("id"):
        cover = covers.get(text.enrolment_id)
        if cover is None:
            cover = covers[text.enrolment_id] = document._base_manager.create(
                enrolment_id=text.enrolment_id,
                owner_id=text.owner_id,
                created_by_id=text.created_by_id,
                kind="profile",
                part="profile",
                started_on=text.updated_on,
            )
        answers._base_manager.create(
            document=cover,
            enrolment_id=text.enrolment_id,
            owner_id=text.owner_id,
            created_by_id=text.created_by_id,
            updated_by_id=text.created_by_id,
            key="wishes",
            part="profile",
            content={"dream": text.text},
            updated_on=text.updated_on,
        )
        text.delete()


def to_texts(apps, schema_editor):
    section = apps.get_model("records", "Section")
    answers = apps.get_model("records", "DocumentSection")
    written = answers._base_manager.filter(document__kind="profile", key="wishes")
    for one in written.order_by("id"):
        if one.content.get("dream"):
            section._base_manager.get_or_create(
                enrolment_id=one.enrolment_id,
                owner_id=one.owner_id,
                part="profile",
                defaults={
                    "text": one.content["dream"],
                    "updated_on": one.updated_on,
                    "created_by_id": one.created_by_id,
                },
            )


class Migration(migrations.Migration):
    dependencies = [("records", "0012_documents")]

    operations = [migrations.RunPython(to_documents, to_texts)]
