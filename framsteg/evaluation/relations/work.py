"""The jobs and the studies: which, for how long, how much, and how they held."""

from framsteg.evaluation.relations.relation import OF_PERSON, Relation

_BY_PERSON = "people.programme = s.programme AND people.person = s.person"

# One row per person who began a job: the latest one, with its latest share of full time.
LATEST_JOBS = f"""
    WITH latest AS (
        SELECT programme, person, arg_max(placement, (starts_on, placement)) AS placement
        FROM starts WHERE is_job GROUP BY programme, person
    ), shares AS (
        SELECT extents.placement, arg_max(percent, (starts_on, percent)) AS percent
        FROM extents JOIN latest ON latest.placement = extents.placement
        WHERE starts_on < getvariable('until_on')
        GROUP BY extents.placement
    )
    SELECT {OF_PERSON},
           CASE WHEN p.kind = 'employment' THEN 'ordinary'
                WHEN p.kind = 'own_business' THEN 'own_business'
                ELSE concat('subsidised_', coalesce(p.subsidy, 'unknown')) END AS job_form,
           coalesce(p.sector, 'unknown') AS sector,
           coalesce(p.trade, 'unknown') AS trade,
           percent, p.monthly_wage,
           CASE WHEN percent IS NULL THEN 'unknown'
                WHEN percent < 25 THEN 'under_25'
                WHEN percent < 50 THEN '25_49'
                WHEN percent < 75 THEN '50_74'
                WHEN percent < 100 THEN '75_99'
                ELSE '100' END AS extent
    FROM latest
    JOIN people ON people.programme = latest.programme AND people.person = latest.person
    JOIN starts p ON p.placement = latest.placement AND p.programme = latest.programme
    LEFT JOIN shares ON shares.placement = latest.placement
"""

# One row per person who began studies: the latest course.
LATEST_STUDIES = f"""
    WITH latest AS (
        SELECT programme, person, arg_max(placement, (starts_on, placement)) AS placement
        FROM starts WHERE kind = 'studies' GROUP BY programme, person
    )
    SELECT {OF_PERSON}, coalesce(p.trade, 'unknown') AS course
    FROM latest
    JOIN people ON people.programme = latest.programme AND people.person = latest.person
    JOIN starts p ON p.placement = latest.placement AND p.programme = latest.programme
"""

# One row per job that began in the window. A job has lasted thirteen weeks when it still ran on
# its ninety-first day; whether it did is known once that day has passed, and not before, also of
# a job that has already ended: else early endings would count before late ones can.
JOBS = f"""
    SELECT {OF_PERSON},
           concat(CAST(year(s.starts_on) AS VARCHAR), '-Q', CAST(quarter(s.starts_on) AS VARCHAR))
               AS quarter,
           CASE WHEN s.is_ordinary THEN 'unsubsidised' ELSE 'subsidised' END AS job_kind,
           s.starts_on + 91 < getvariable('until_on') AS is_due_13,
           s.ends_on IS NULL OR s.ends_on >= s.starts_on + 91 AS lasted_13,
           s.starts_on + 182 < getvariable('until_on') AS is_due_26,
           s.ends_on IS NULL OR s.ends_on >= s.starts_on + 182 AS lasted_26
    FROM starts s JOIN people ON {_BY_PERSON}
    WHERE s.is_job
"""

# One row per person who began a job: days in work (two jobs on the same day count it once), the
# longest job, and the first and latest share of full time known.
WORKED = f"""
    WITH spells AS (
        SELECT programme, person, starts_on,
               least(coalesce(ends_on, getvariable('until_on')), getvariable('until_on')) AS ends_on
        FROM starts WHERE is_job
    ), reached AS (
        SELECT *, max(ends_on) OVER (
                   PARTITION BY programme, person ORDER BY starts_on, ends_on
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
        FROM spells
    ), tenures AS (
        SELECT programme, person, max(date_diff('day', starts_on, ends_on)) AS longest_days,
               sum(greatest(0, date_diff('day', greatest(starts_on, coalesce(reach, starts_on)),
                                         ends_on))) AS days_worked
        FROM reached GROUP BY programme, person
    ), shares AS (
        SELECT s.programme, s.person,
               arg_min(x.percent, (x.starts_on, x.placement, x.percent)) AS first_percent,
               arg_max(x.percent, (x.starts_on, x.placement, x.percent)) AS latest_percent,
               max(x.percent) AS most_percent
        FROM extents x JOIN starts s ON s.placement = x.placement
        WHERE s.is_job AND x.starts_on < getvariable('until_on')
        GROUP BY s.programme, s.person
    )
    SELECT {OF_PERSON}, CAST(s.longest_days AS INTEGER) AS longest_days,
           CAST(s.days_worked AS INTEGER) AS days_worked,
           first_percent, latest_percent, most_percent
    FROM tenures s
    JOIN people ON {_BY_PERSON}
    LEFT JOIN shares ON shares.programme = s.programme AND shares.person = s.person
"""

# One row per person who began a job: how long the first one lasted, in days. Going straight on
# to another job is no loss; that job is then no longer observed.
FIRST_JOBS = f"""
    WITH firsts AS (
        SELECT programme, person, arg_min(placement, (starts_on, placement)) AS placement
        FROM starts WHERE is_job GROUP BY programme, person
    )
    SELECT {OF_PERSON},
           coalesce(s.ends_on < getvariable('until_on'), false)
               AND coalesce(s.end_reason, '') NOT IN ('new_job', 'led_to_employment') AS happened,
           CASE WHEN s.ends_on < getvariable('until_on')
                THEN date_diff('day', s.starts_on, s.ends_on)
                ELSE date_diff('day', s.starts_on, getvariable('until_on') - 1) END AS days
    FROM firsts
    JOIN starts s ON s.programme = firsts.programme AND s.placement = firsts.placement
    JOIN people ON {_BY_PERSON}
"""

# One row per person who enrolled in the window: until the first job, or until last seen without.
WAITING_FOR_JOB = f"""
    SELECT {OF_PERSON}, has_job AS happened, days_to_job,
           date_diff('day', enrolled_on, coalesce(first_job_on, last_seen_on)) AS days
    FROM people WHERE is_newcomer
"""

WORK_RELATIONS = {
    "latest_jobs": Relation(LATEST_JOBS, needs=("starts", "people")),
    "latest_studies": Relation(LATEST_STUDIES, needs=("starts", "people")),
    "jobs": Relation(JOBS, needs=("starts", "people")),
    "worked": Relation(WORKED, needs=("starts", "people")),
    "first_jobs": Relation(FIRST_JOBS, needs=("starts", "people")),
    "waiting_for_job": Relation(WAITING_FOR_JOB, needs=("people",)),
}
