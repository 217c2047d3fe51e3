"""Each known ground opens what the organisation that received the consent wrote, and no more.

What other organisations wrote was opened too until now. They are asked to confirm, each for
itself, where the person had said that the receiving organisation may read what the others write.
"""

from django.db import migrations


def name_the_givers(apps, schema_editor):
    Ground = apps.get_model("records", "Ground")
    Giver = apps.get_model("records", "ConsentGiver")
    Answer = apps.get_model("records", "ConsentAnswer")
    rows = Ground._base_manager.select_related("consent", "created_by", "enrolment")
    joint, answers = {}, {}
    for ground in list(rows.order_by("pk")):
        consent = ground.consent
        if consent is not None:
            giver = consent.owner_id
            closed = ground.ends_on is not None and (
                consent.expires_on is None or ground.ends_on < consent.expires_on
            )
            key = (consent.pk, ground.receiver_id, ground.part)
            answers[key] = ground.ends_on if closed else None
            joint.setdefault(consent.pk, (giver, set()))[1].add(ground.receiver_id)
        elif ground.created_by is not None:
            giver = ground.created_by.organisation_id
        else:
            giver = ground.enrolment.owner_id
        if giver == ground.receiver_id:
            ground.delete()
            continue
        ground.giver_id = giver
        ground.save(update_fields=["giver"])
    Answer._base_manager.bulk_create(
        Answer(consent_id=consent, receiver_id=receiver, part=part, yes=True, withdrawn_on=closed)
        for (consent, receiver, part), closed in answers.items()
    )
    Giver._base_manager.bulk_create(
        Giver(consent_id=consent, organisation_id=other)
        for consent, (owner, receivers) in joint.items()
        if owner in receivers
        for other in sorted(receivers - {owner})
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0008_consents_per_giver")]

    operations = [migrations.RunPython(name_the_givers, migrations.RunPython.noop)]
