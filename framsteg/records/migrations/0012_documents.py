import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0011_plan_and_network'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(max_length=40)),
                ('part', models.CharField(max_length=40)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('started_on', models.DateField()),
                ('review_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('end_note', models.CharField(blank=True, max_length=300)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'indexes': [models.Index(fields=['enrolment', 'kind', 'id'], name='document_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['agreement', 'profile', 'personal_description', 'training_agreement', 'competence_profile', 'workplace_profile', 'training_follow_up', 'internship_agreement', 'disclosure', 'interview_preparation', 'introduction_plan', 'support_plan', 'handover'])), name='document_kind_known'), models.CheckConstraint(condition=models.Q(('part__in', ['identity', 'contact_details', 'plan', 'network', 'profile', 'support_needs', 'income', 'contacts', 'employer_dealings', 'follow_ups', 'documents'])), name='document_part_known'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='document_ended_on_after_started_on')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='DocumentSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('key', models.CharField(max_length=60)),
                ('part', models.CharField(max_length=40)),
                ('content', models.JSONField(default=dict)),
                ('updated_on', models.DateField()),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='records.document')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('updated_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('part__in', ['identity', 'contact_details', 'plan', 'network', 'profile', 'support_needs', 'income', 'contacts', 'employer_dealings', 'follow_ups', 'documents'])), name='documentsection_part_known'), models.UniqueConstraint(fields=('document', 'key', 'owner'), name='documentsection_once_per_writer')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('part', models.CharField(max_length=40)),
                ('number', models.PositiveIntegerField()),
                ('made_on', models.DateField()),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='records.document')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('part__in', ['identity', 'contact_details', 'plan', 'network', 'profile', 'support_needs', 'income', 'contacts', 'employer_dealings', 'follow_ups', 'documents'])), name='edition_part_known'), models.UniqueConstraint(fields=('document', 'number'), name='edition_number_once')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='EditionSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('key', models.CharField(max_length=60)),
                ('part', models.CharField(max_length=40)),
                ('content', models.JSONField(default=dict)),
                ('author', models.CharField(blank=True, max_length=200)),
                ('updated_on', models.DateField()),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='records.edition')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('part__in', ['identity', 'contact_details', 'plan', 'network', 'profile', 'support_needs', 'income', 'contacts', 'employer_dealings', 'follow_ups', 'documents'])), name='editionsection_part_known')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('part', models.CharField(max_length=40)),
                ('signatory', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('how', models.CharField(max_length=40)),
                ('signed_on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('kept_at', models.CharField(blank=True, max_length=200)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='records.edition')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('part__in', ['identity', 'contact_details', 'plan', 'network', 'profile', 'support_needs', 'income', 'contacts', 'employer_dealings', 'follow_ups', 'documents'])), name='signature_part_known'), models.CheckConstraint(condition=models.Q(('signatory__in', ['participant', 'coach', 'authority', 'employer', 'other'])), name='signature_signatory_known'), models.CheckConstraint(condition=models.Q(('how__in', ['on_screen', 'on_paper', 'for_someone'])), name='signature_how_known'), models.CheckConstraint(condition=models.Q(models.Q(('how', 'for_someone'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='signature_for_someone_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('how', 'on_paper'), _negated=True), models.Q(('kept_at', ''), _negated=True), _connector='OR'), name='signature_on_paper_says_where_it_is'), models.UniqueConstraint(fields=('edition', 'signatory', 'name'), name='signature_once_per_name')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
    ]
