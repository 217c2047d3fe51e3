import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0010_each_ground_has_its_giver'),
    ]

    operations = [
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('words', models.TextField()),
                ('set_on', models.DateField()),
                ('status', models.CharField(default='open', max_length=40)),
                ('closed_on', models.DateField(null=True)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='records.enrolment')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['open', 'reached', 'let_go'])), name='goal_status_known'), models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('set_on')), _connector='OR'), name='goal_closed_on_after_set_on'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('status', 'open')), models.Q(models.Q(('status', 'open'), _negated=True), ('closed_on__isnull', False)), _connector='OR'), name='goal_closed_day_only_when_closed')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='NetworkPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=200)),
                ('sphere', models.CharField(max_length=40)),
                ('role', models.CharField(blank=True, max_length=120)),
                ('organisation_name', models.CharField(blank=True, max_length=200)),
                ('ring', models.CharField(max_length=40)),
                ('contributes', models.CharField(blank=True, max_length=400)),
                ('may_contact', models.CharField(max_length=40)),
                ('since', models.DateField(null=True)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('ended_on', models.DateField(null=True)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='network', to='records.enrolment')),
                ('organisation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('sphere__in', ['private', 'professional'])), name='networkperson_sphere_known'), models.CheckConstraint(condition=models.Q(('ring__in', ['near', 'middle', 'outer'])), name='networkperson_ring_known'), models.CheckConstraint(condition=models.Q(('may_contact__in', ['yes', 'no', 'not_asked'])), name='networkperson_may_contact_known'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('since')), _connector='OR'), name='networkperson_ended_on_after_since'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='networkperson_has_a_name'), models.CheckConstraint(condition=models.Q(('organisation', None), ('organisation_name', ''), _connector='OR'), name='networkperson_organisation_said_once')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='PlanAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('what', models.CharField(max_length=300)),
                ('responsible', models.CharField(max_length=40)),
                ('responsible_name', models.CharField(blank=True, max_length=200)),
                ('set_on', models.DateField()),
                ('due_on', models.DateField(null=True)),
                ('status', models.CharField(default='open', max_length=40)),
                ('closed_on', models.DateField(null=True)),
                ('result', models.TextField(blank=True)),
                ('dropped_reason', models.CharField(blank=True, max_length=300)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.enrolment')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='records.goal')),
                ('organisation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'indexes': [models.Index(condition=models.Q(('status', 'open')), fields=['staff', 'due_on'], name='planaction_open_of_staff')],
                'constraints': [models.CheckConstraint(condition=models.Q(('responsible__in', ['participant', 'coach', 'authority', 'employer', 'relative'])), name='planaction_responsible_known'), models.CheckConstraint(condition=models.Q(('status__in', ['open', 'done', 'dropped'])), name='planaction_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('status', 'open')), models.Q(models.Q(('status', 'open'), _negated=True), ('closed_on__isnull', False)), _connector='OR'), name='planaction_closed_day_only_when_closed'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'dropped'), _negated=True), models.Q(('dropped_reason', ''), _negated=True), _connector='OR'), name='planaction_dropped_says_why')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='PlanReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('reviewed_on', models.DateField()),
                ('note', models.TextField(blank=True)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_reviews', to='records.enrolment')),
                ('follow_up', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='plan_reviews', to='records.followup')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='consentanswer',
            name='consentanswer_part_known',
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='event_part_known',
        ),
        migrations.RemoveConstraint(
            model_name='ground',
            name='ground_part_known',
        ),
        migrations.RemoveConstraint(
            model_name='section',
            name='section_part_known',
        ),
        migrations.AddConstraint(
            model_name='consentanswer',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['identity', 'contact_details', 'plan', 'network', 'profile', 'support_needs', 'income', 'contacts', 'employer_dealings', 'follow_ups', 'documents'])), name='consentanswer_part_known'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['identity', 'contact_details', 'plan', 'network', 'profile', 'support_needs', 'income', 'contacts', 'employer_dealings', 'follow_ups', 'documents', ''])), name='event_part_known'),
        ),
        migrations.AddConstraint(
            model_name='ground',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['identity', 'contact_details', 'plan', 'network', 'profile', 'support_needs', 'income', 'contacts', 'employer_dealings', 'follow_ups', 'documents'])), name='ground_part_known'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['identity', 'contact_details', 'plan', 'network', 'profile', 'support_needs', 'income', 'contacts', 'employer_dealings', 'follow_ups', 'documents'])), name='section_part_known'),
        ),
    ]
