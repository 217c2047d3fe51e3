import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0007_job_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsentAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=40)),
                ('yes', models.BooleanField()),
                ('withdrawn_on', models.DateField(null=True)),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='records.consent')),
                ('receiver', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('part__in', ['identity', 'contact_details', 'plan', 'profile', 'support_needs', 'income', 'contacts', 'employer_dealings', 'follow_ups', 'documents'])), name='consentanswer_part_known'), models.UniqueConstraint(fields=('consent', 'receiver', 'part'), name='consentanswer_once')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ConsentGiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirmed_on', models.DateField(null=True)),
                ('refused_on', models.DateField(null=True)),
                ('answered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='givers', to='records.consent')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.UniqueConstraint(fields=('consent', 'organisation'), name='consentgiver_once')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='consent',
            name='interpreter',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='consent',
            name='interpreter_language',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='consent',
            name='kept_at',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='consent',
            name='renews',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='records.consent'),
        ),
        migrations.AddField(
            model_name='consent',
            name='signed_by',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='consent',
            name='signed_for_reason',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='ground',
            name='giver',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('signed_by', ''), models.Q(('signed_for_reason', ''), _negated=True), _connector='OR'), name='consent_signed_for_with_a_reason'),
        ),
    ]
