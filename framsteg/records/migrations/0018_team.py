import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
import framsteg.foundation.team_codes
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0017_training'),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('reason', models.CharField(max_length=40)),
                ('cover', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['holiday', 'illness', 'parental', 'training', 'other'])), name='absence_reason_known'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='absence_ends_on_after_starts_on'), models.CheckConstraint(condition=models.Q(('cover', None), models.Q(('cover', models.F('staff')), _negated=True), _connector='OR'), name='absence_is_covered_by_another')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='BackUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='back_ups', to='records.enrolment')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='backup_ends_on_after_starts_on'), models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('enrolment',), name='backup_one_at_a_time')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('created_on', models.DateField()),
                ('revoked_on', models.DateField(null=True)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_on', None)), fields=('staff',), name='feed_one_in_force')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Crisis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('note', models.TextField(blank=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='crises', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='crisis_ends_on_after_starts_on'), models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('enrolment', 'owner'), name='crisis_one_open_per_writer')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(max_length=40)),
                ('state', models.CharField(default=framsteg.foundation.team_codes.MeetingState['BOOKED'], max_length=40)),
                ('starts_at', models.DateTimeField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('place', models.CharField(max_length=40)),
                ('where', models.CharField(blank=True, max_length=200)),
                ('about', models.TextField(blank=True)),
                ('notes', models.TextField(blank=True)),
                ('topics', models.CharField(blank=True, max_length=400)),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('sequence', models.PositiveSmallIntegerField(default=0)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('employer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='records.employer')),
                ('enrolment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.programme')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'indexes': [models.Index(fields=['programme', 'kind', 'starts_at'], name='meeting_by_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'first_talk', 'interview', 'employer', 'team', 'supervision', 'own'])), name='meeting_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', ['booked', 'held', 'not_held', 'cancelled'])), name='meeting_state_known'), models.CheckConstraint(condition=models.Q(('place__in', ['community', 'workplace', 'home', 'office', 'clinic', 'remote'])), name='meeting_place_known'), models.CheckConstraint(condition=models.Q(('minutes__range', (5, 1440))), name='meeting_minutes_within_a_day')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='MeetingGuest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('came', models.BooleanField(null=True)),
                ('invited_sequence', models.IntegerField(null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guests', to='records.meeting')),
                ('organisation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('organisation', None), ('staff__isnull', False)), models.Q(('organisation__isnull', False), ('staff', None)), _connector='OR'), name='guest_is_a_colleague_or_an_organisation'), models.UniqueConstraint(condition=models.Q(('staff', None), _negated=True), fields=('meeting', 'staff'), name='guest_once'), models.UniqueConstraint(condition=models.Q(('organisation', None), _negated=True), fields=('meeting', 'organisation'), name='guest_organisation_once')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='NoticeSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('daily', models.BooleanField(default=True)),
                ('at_hour', models.PositiveSmallIntegerField(default=7)),
                ('looked_on', models.DateField(null=True)),
                ('staff', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('at_hour__range', (0, 23))), name='notice_hour_of_the_day')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='TeamAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('what', models.CharField(max_length=300)),
                ('due_on', models.DateField()),
                ('done_on', models.DateField(null=True)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.enrolment')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='records.meeting')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.programme')),
                ('responsible', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'indexes': [models.Index(condition=models.Q(('done_on', None)), fields=['responsible', 'due_on'], name='teamaction_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='teamaction_says_what')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='enrolment',
            name='planned_exit_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='support_ends',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(('support_ends__in', ['planned', 'time_unlimited', ''])), name='enrolment_support_ends_known'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(('planned_exit_on', None), ('support_ends', 'planned'), _connector='OR'), name='enrolment_planned_day_only_for_a_planned_exit'),
        ),
    ]
