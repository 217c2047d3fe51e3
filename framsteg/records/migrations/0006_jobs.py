import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0005_chairs_handovers'),
    ]

    operations = [
        migrations.CreateModel(
            name='JobRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=40)),
                ('status', models.CharField(default='open', max_length=40)),
                ('employer_name', models.CharField(blank=True, max_length=200)),
                ('employer_number', models.CharField(blank=True, max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('occupation', models.CharField(blank=True, max_length=4)),
                ('tasks', models.TextField(blank=True)),
                ('municipality', models.CharField(blank=True, max_length=100)),
                ('pace', models.PositiveSmallIntegerField(null=True)),
                ('precision', models.PositiveSmallIntegerField(null=True)),
                ('contact', models.PositiveSmallIntegerField(null=True)),
                ('noise', models.PositiveSmallIntegerField(null=True)),
                ('physical', models.PositiveSmallIntegerField(null=True)),
                ('support', models.PositiveSmallIntegerField(null=True)),
                ('times', models.PositiveSmallIntegerField(null=True)),
                ('must_haves', models.PositiveSmallIntegerField(null=True)),
                ('hours_min', models.PositiveSmallIntegerField(null=True)),
                ('hours_max', models.PositiveSmallIntegerField(null=True)),
                ('requirements', models.TextField(blank=True)),
                ('apply_by', models.DateField(null=True)),
                ('advertisement', models.CharField(blank=True, max_length=60)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('revision', models.PositiveBigIntegerField(default=0)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='records.employer')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workplace', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='records.workplace')),
            ],
            options={
                'indexes': [models.Index(fields=['status', '-id'], name='job_list'), models.Index(fields=['employer', 'status'], name='job_of_employer'), models.Index(fields=['revision'], name='job_by_revision')],
                'constraints': [models.CheckConstraint(condition=models.Q(('origin__in', ['own_find', 'carved', 'advertisement'])), name='job_origin_known'), models.CheckConstraint(condition=models.Q(('status__in', ['open', 'filled', 'withdrawn'])), name='job_status_known'), models.UniqueConstraint(condition=models.Q(('advertisement', ''), _negated=True), fields=('advertisement',), name='job_advertisement_once'), models.CheckConstraint(condition=models.Q(models.Q(('hours_max', None), ('hours_min', None)), models.Q(('hours_max__gte', models.F('hours_min')), ('hours_max__lte', 100), ('hours_min__gte', 1)), _connector='OR'), name='job_hours_are_a_range'), models.CheckConstraint(condition=models.Q(('pace', None), ('pace__range', (1, 3)), _connector='OR'), name='job_pace_within'), models.CheckConstraint(condition=models.Q(('precision', None), ('precision__range', (1, 3)), _connector='OR'), name='job_precision_within'), models.CheckConstraint(condition=models.Q(('contact', None), ('contact__range', (1, 3)), _connector='OR'), name='job_contact_within'), models.CheckConstraint(condition=models.Q(('noise', None), ('noise__range', (1, 3)), _connector='OR'), name='job_noise_within'), models.CheckConstraint(condition=models.Q(('physical', None), ('physical__range', (1, 3)), _connector='OR'), name='job_physical_within'), models.CheckConstraint(condition=models.Q(('support', None), ('support__range', (1, 3)), _connector='OR'), name='job_support_within'), models.CheckConstraint(condition=models.Q(('times', None), ('times__range', (1, 15)), _connector='OR'), name='job_times_within'), models.CheckConstraint(condition=models.Q(('must_haves', None), ('must_haves__range', (0, 31)), _connector='OR'), name='job_must_haves_within')],
            },
        ),
        migrations.CreateModel(
            name='JobWishes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('wants_suggestions', models.BooleanField(default=False)),
                ('occupations', models.JSONField(default=list)),
                ('municipalities', models.JSONField(default=list)),
                ('hours_min', models.PositiveSmallIntegerField(null=True)),
                ('hours_max', models.PositiveSmallIntegerField(null=True)),
                ('contact', models.PositiveSmallIntegerField(null=True)),
                ('noise', models.PositiveSmallIntegerField(null=True)),
                ('support', models.PositiveSmallIntegerField(null=True)),
                ('experience', models.JSONField(default=list)),
                ('times', models.JSONField(default=list)),
                ('pace', models.PositiveSmallIntegerField(null=True)),
                ('precision', models.PositiveSmallIntegerField(null=True)),
                ('physical', models.PositiveSmallIntegerField(null=True)),
                ('has', models.JSONField(default=list)),
                ('lacks', models.JSONField(default=list)),
                ('refuses', models.JSONField(default=list)),
                ('refused_occupations', models.JSONField(default=list)),
                ('told_on', models.DateField()),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='job_wishes', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'owner'), name='jobwishes_one_each'), models.CheckConstraint(condition=models.Q(models.Q(('hours_max', None), ('hours_min', None)), models.Q(('hours_max__gte', models.F('hours_min')), ('hours_max__lte', 100), ('hours_min__gte', 1)), _connector='OR'), name='jobwishes_hours_are_a_range'), models.CheckConstraint(condition=models.Q(('contact', None), ('contact__range', (1, 3)), _connector='OR'), name='jobwishes_contact_within'), models.CheckConstraint(condition=models.Q(('noise', None), ('noise__range', (1, 3)), _connector='OR'), name='jobwishes_noise_within'), models.CheckConstraint(condition=models.Q(('support', None), ('support__range', (1, 3)), _connector='OR'), name='jobwishes_support_within'), models.CheckConstraint(condition=models.Q(('pace', None), ('pace__range', (1, 3)), _connector='OR'), name='jobwishes_pace_within'), models.CheckConstraint(condition=models.Q(('precision', None), ('precision__range', (1, 3)), _connector='OR'), name='jobwishes_precision_within'), models.CheckConstraint(condition=models.Q(('physical', None), ('physical__range', (1, 3)), _connector='OR'), name='jobwishes_physical_within')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('told_by', models.CharField(blank=True, max_length=40)),
                ('tells', models.TextField(blank=True)),
                ('keeps_private', models.TextField(blank=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='records.enrolment')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.job')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('placement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='records.placement')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'indexes': [models.Index(fields=['enrolment', 'id'], name='match_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('told_by__in', ['person', 'together', 'coach', 'nobody', ''])), name='match_told_by_known'), models.UniqueConstraint(fields=('enrolment', 'job', 'owner'), name='match_once')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='MatchStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('occurred_on', models.DateField()),
                ('at', models.TimeField(null=True)),
                ('note', models.TextField(blank=True)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='records.match')),
            ],
            options={
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['suggested', 'person_yes', 'person_no', 'shared', 'employer_yes', 'employer_no', 'preparation', 'role_play', 'interview', 'offer', 'placed', 'person_stops'])), name='matchstep_kind_known')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Occupation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('concept', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('sort_key', models.CharField(max_length=220)),
                ('group', models.CharField(blank=True, max_length=4)),
                ('is_group', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['sort_key', 'id'], name='occupation_by_name')],
            },
        ),
        migrations.CreateModel(
            name='WorkAnalysis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('number', models.PositiveSmallIntegerField()),
                ('made_on', models.DateField()),
                ('told', models.JSONField(default=dict)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='analyses', to='records.job')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workplace', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='analyses', to='records.workplace')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['job', 'workplace'])), name='workanalysis_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('job__isnull', False), ('kind', 'job'), ('workplace', None)), models.Q(('job', None), ('kind', 'workplace'), ('workplace__isnull', False)), _connector='OR'), name='workanalysis_of_one_thing'), models.UniqueConstraint(condition=models.Q(('job', None), _negated=True), fields=('job', 'number'), name='workanalysis_of_job_once'), models.UniqueConstraint(condition=models.Q(('workplace', None), _negated=True), fields=('workplace', 'number'), name='workanalysis_of_workplace_once')],
            },
        ),
    ]
