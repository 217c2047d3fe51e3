import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0016_chairs_conflicts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('occurred_on', models.DateField()),
                ('task', models.CharField(max_length=120)),
                ('demand', models.CharField(max_length=40)),
                ('seen', models.TextField()),
                ('helps', models.TextField(blank=True)),
                ('support', models.CharField(max_length=40)),
                ('told', models.BooleanField(default=False)),
                ('person_said', models.TextField(blank=True)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='records.placement')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'indexes': [models.Index(fields=['placement', 'occurred_on'], name='observation_story')],
                'constraints': [models.CheckConstraint(condition=models.Q(('demand__in', ['keep_time', 'get_started', 'follow_instruction', 'step_by_step', 'check_result', 'ask_for_help', 'cooperate', 'communicate', 'handle_change', 'endure'])), name='observation_demand_known'), models.CheckConstraint(condition=models.Q(('support__in', ['own_routine', 'reminder', 'shown', 'together', 'adapted'])), name='observation_support_known'), models.CheckConstraint(condition=models.Q(('told', True), ('person_said', ''), _connector='OR'), name='observation_answer_only_when_told')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ReportLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(max_length=40)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('code_hash', models.CharField(max_length=64)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'indexes': [models.Index(fields=['enrolment', 'expires_at'], name='reportlink_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['start', 'monthly', 'exit'])), name='reportlink_kind_known')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='TaperStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('starts_on', models.DateField()),
                ('every_days', models.PositiveSmallIntegerField(null=True)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tapers', to='records.placement')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('every_days', None), ('every_days__range', (1, 366)), _connector='OR'), name='taperstep_every_1_to_366_days'), models.UniqueConstraint(fields=('placement', 'starts_on'), name='taperstep_one_a_day')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='TrainingStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('step', models.PositiveSmallIntegerField()),
                ('reached_on', models.DateField()),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='records.placement')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.UniqueConstraint(fields=('placement', 'step'), name='trainingstep_once')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='WorkplaceMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('planned_on', models.DateField()),
                ('held_on', models.DateField(null=True)),
                ('with_whom', models.CharField(blank=True, max_length=200)),
                ('note', models.TextField(blank=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='records.placement')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'indexes': [models.Index(fields=['placement', 'planned_on'], name='workplacemeeting_plan')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='placement',
            name='extended_because',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='placement',
            name='led_to',
            field=models.CharField(blank=True, default='', max_length=40),
        ),
        migrations.AddField(
            model_name='placement',
            name='planned_last_day',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='placement',
            name='purpose',
            field=models.CharField(blank=True, default='', max_length=40),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['try_trade', 'try_workplace', 'learn_tasks', 'know_support', 'towards_job', ''])), name='placement_purpose_known'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(('led_to__in', ['employment', 'subsidised', 'studies', 'another_try', 'knows_more', 'something_else', ''])), name='placement_led_to_known'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(('planned_last_day', None), ('planned_last_day__gte', models.F('starts_on')), _connector='OR'), name='placement_planned_last_day_after_starts_on'),
        ),
    ]
