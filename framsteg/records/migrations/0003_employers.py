import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0002_sort_as_bytes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=200)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('agreed_on', models.DateField()),
                ('agreed_how', models.CharField(max_length=40)),
                ('for_all', models.BooleanField(default=False)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_persons', to='records.employer')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('workplace', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contact_persons', to='records.workplace')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(('agreed_how__in', ['written', 'on_screen', 'oral'])), name='contactperson_agreed_how_known')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='EmployerApart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.employer')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.employer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='employerapart_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='employerapart_lower_id_first')],
            },
        ),
        migrations.CreateModel(
            name='EmployerHandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('handed_on', models.DateField()),
                ('note', models.TextField(blank=True)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_overs', to='records.employer')),
                ('from_staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('to_staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
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
        migrations.CreateModel(
            name='EmployerMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('merged_on', models.DateField()),
                ('moved', models.JSONField()),
                ('filled', models.JSONField()),
                ('renamed', models.JSONField()),
                ('undone_on', models.DateField(null=True)),
                ('double', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.employer')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='records.employer')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_on', None)), fields=('double',), name='employermerge_one_open_for_a_double')],
            },
        ),
        migrations.CreateModel(
            name='EmployerWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=100)),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='records.employer')),
            ],
            options={
                'indexes': [models.Index(fields=['word', 'employer'], name='employer_word')],
            },
        ),
        migrations.CreateModel(
            name='WorkplaceTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=200)),
                ('rhythm', models.CharField(blank=True, max_length=40)),
                ('by_whom', models.CharField(blank=True, max_length=200)),
                ('way', models.CharField(blank=True, max_length=40)),
                ('carving', models.CharField(blank=True, max_length=40)),
                ('note', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('once', models.UUIDField(null=True, unique=True)),
                ('workplace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='records.workplace')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('rhythm__in', ['several_a_day', 'daily', 'weekly', 'monthly', 'seasonal', 'when_needed', ''])), name='workplacetask_rhythm_known'), models.CheckConstraint(condition=models.Q(('way__in', ['find', 'create', 'redistribute', ''])), name='workplacetask_way_known'), models.CheckConstraint(condition=models.Q(('carving__in', ['yes', 'maybe', 'no', ''])), name='workplacetask_carving_known')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='employer',
            name='employer_organisation_number_once',
        ),
        migrations.AddField(
            model_name='employer',
            name='culture',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='employer',
            name='industry_code',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='employer',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='doubles', to='records.employer'),
        ),
        migrations.AddField(
            model_name='employer',
            name='name_key',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='employer',
            name='responsible',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='employercontact',
            name='minutes',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='employercontact',
            name='next_step_done_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='workplace',
            name='closed_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='workplace',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name='employercontact',
            name='employer',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='records.employer'),
        ),
        migrations.AlterField(
            model_name='employercontact',
            name='staff',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='employer',
            index=models.Index(fields=['responsible', 'sort_key', 'id'], name='employer_responsible'),
        ),
        migrations.AddIndex(
            model_name='employercontact',
            index=models.Index(fields=['employer', '-occurred_on', '-id'], name='employercontact_log'),
        ),
        migrations.AddIndex(
            model_name='employercontact',
            index=models.Index(fields=['owner', '-occurred_on', '-id'], name='employercontact_latest'),
        ),
        migrations.AddIndex(
            model_name='employercontact',
            index=models.Index(fields=['staff', 'occurred_on'], name='employercontact_weeks'),
        ),
        migrations.AddIndex(
            model_name='employercontact',
            index=models.Index(condition=models.Q(models.Q(('next_step', ''), _negated=True), ('next_step_done_on', None)), fields=['staff', 'next_step_on'], name='employercontact_open_step'),
        ),
        migrations.AddIndex(
            model_name='workplace',
            index=models.Index(fields=['municipality', 'employer'], name='workplace_municipality'),
        ),
        migrations.AddConstraint(
            model_name='employer',
            constraint=models.CheckConstraint(condition=models.Q(('industry_code__in', ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', ''])), name='employer_industry_code_known'),
        ),
        migrations.AddConstraint(
            model_name='employer',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('organisation_number', ''), _negated=True), ('merged_into', None)), fields=('organisation_number',), name='employer_organisation_number_once'),
        ),
        migrations.AddConstraint(
            model_name='employercontact',
            constraint=models.CheckConstraint(condition=models.Q(('minutes', None), ('minutes__range', (1, 1440)), _connector='OR'), name='employercontact_minutes_within_a_day'),
        ),
    ]
