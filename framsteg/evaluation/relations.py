"""The relations that measures share: who the participants are, their first and latest steps.

Each is SQL over the tables of `tables.py` and the frame's variables `programmes`, `from_on` and
`until_on` (half-open). Whatever started on or after `until_on` is not yet known, and a job or
course that began before the enrolment is not something that the person has gone to.

A relation can be laid for many programmes at once, so each has the programme in every row, and
people are counted once in each programme.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Relation:
    """One shared relation: its SQL and the relations that must be laid before it."""

    sql: str
    needs: tuple[str, ...] = ()


# A person is served when an enrolment touches the window. One that was registered by mistake
# never was. The day of exit is the first day outside.
SERVED = """
    SELECT programme, enrolment, person, enrolled_on, exited_on
    FROM enrolments
    WHERE list_contains(getvariable('programmes'), programme)
      AND enrolled_on < getvariable('until_on')
      AND (exited_on IS NULL OR exited_on > getvariable('from_on')
           OR enrolled_on >= getvariable('from_on'))
      AND exit_reason IS DISTINCT FROM 'registered_by_mistake'
"""

# What people began in the window. Both kinds of jobs and an own business are jobs.
STARTS = """
    SELECT s.programme, s.person, p.placement, p.starts_on, p.kind, p.subsidy, p.sector, p.trade,
           p.kind = 'studies' AS is_studies
    FROM placements p JOIN served s ON s.enrolment = p.enrolment
    WHERE p.kind IN ('employment', 'subsidised', 'own_business', 'studies')
      AND p.starts_on >= s.enrolled_on
      AND p.starts_on >= getvariable('from_on') AND p.starts_on < getvariable('until_on')
"""

# One row per person: groups by the first enrolment in the window, state by the latest.
PEOPLE = """
    WITH ends AS (
        SELECT programme, person,
               arg_min(enrolment, (enrolled_on, enrolment)) AS first_enrolment,
               arg_max(enrolment, (enrolled_on, enrolment)) AS latest_enrolment
        FROM served GROUP BY programme, person
    ), firsts AS (
        SELECT programme, person,
               min(starts_on) FILTER (WHERE NOT is_studies) AS first_job_on,
               min(starts_on) FILTER (WHERE is_studies) AS first_studies_on
        FROM starts GROUP BY programme, person
    )
    SELECT ends.programme, ends.person, first.sex, first.site, first.enrolled_on,
           CASE WHEN first.birth_year IS NULL THEN 'unknown'
                WHEN year(first.enrolled_on) - first.birth_year < 20 THEN 'under_20'
                WHEN year(first.enrolled_on) - first.birth_year < 25 THEN '20_24'
                WHEN year(first.enrolled_on) - first.birth_year < 30 THEN '25_29'
                WHEN year(first.enrolled_on) - first.birth_year < 40 THEN '30_39'
                WHEN year(first.enrolled_on) - first.birth_year < 50 THEN '40_49'
                ELSE '50_up' END AS age_group,
           coalesce(first.source_kind, 'unknown') AS source_kind,
           coalesce(first.source, first.source_kind, 'unknown') AS source,
           CAST(year(first.enrolled_on) AS VARCHAR) AS enrolled_year,
           CASE WHEN latest.exited_on IS NULL
                  OR latest.exited_on >= getvariable('until_on') THEN 'active'
                ELSE coalesce(latest.exit_reason, 'unknown') END AS status,
           first_job_on, first_studies_on,
           first.enrolled_on >= getvariable('from_on') AS is_newcomer
    FROM ends
    JOIN enrolments first ON first.enrolment = ends.first_enrolment
    JOIN enrolments latest ON latest.enrolment = ends.latest_enrolment
    LEFT JOIN firsts ON firsts.programme = ends.programme AND firsts.person = ends.person
"""

# How many people have taken each step so far, at the end of each quarter. Whoever was there
# before the window counts from its first day; an ended programme's series end with it.
SO_FAR = """
    WITH taken AS (
        SELECT programme, 'enrolled' AS step,
               greatest(enrolled_on, getvariable('from_on')) AS day, count(*) AS n
        FROM people GROUP BY ALL
        UNION ALL
        SELECT programme, 'gone_to_employment', first_job_on, count(*)
        FROM people WHERE first_job_on IS NOT NULL GROUP BY ALL
        UNION ALL
        SELECT programme, 'gone_to_studies', first_studies_on, count(*)
        FROM people WHERE first_studies_on IS NOT NULL GROUP BY ALL
        UNION ALL
        SELECT programme, 'gone_to_work_or_studies', least(first_job_on, first_studies_on) AS day,
               count(*)
        FROM people WHERE day IS NOT NULL GROUP BY ALL
    ), by_quarter AS (
        SELECT programme, step, CAST(date_trunc('quarter', day) AS DATE) AS quarter_on, sum(n) AS n
        FROM taken GROUP BY ALL
    ), ends AS (
        SELECT b.programme, min(quarter_on) AS first_on,
               greatest(max(quarter_on), min(least(
                   getvariable('until_on'), coalesce(p.ends_on, getvariable('until_on')))) - 1)
                   AS last_on
        FROM by_quarter b JOIN programmes p ON p.programme = b.programme
        GROUP BY b.programme
    ), quarters AS (
        SELECT programme, CAST(unnest(generate_series(first_on, last_on, INTERVAL 3 MONTH)) AS DATE)
                   AS quarter_on
        FROM ends
    ), steps AS (
        SELECT unnest(['enrolled', 'gone_to_employment', 'gone_to_studies',
                       'gone_to_work_or_studies']) AS step
    )
    SELECT programme, step, quarter_on,
           least(CAST(quarter_on + INTERVAL 3 MONTH AS DATE), getvariable('until_on')) AS ends_on,
           CAST(sum(coalesce(n, 0)) OVER (
               PARTITION BY programme, step ORDER BY quarter_on) AS BIGINT) AS n
    FROM quarters CROSS JOIN steps LEFT JOIN by_quarter USING (programme, step, quarter_on)
"""

# One row per person who began a job: the latest one, with its latest share of full time.
LATEST_JOBS = """
    WITH latest AS (
        SELECT programme, person, arg_max(placement, (starts_on, placement)) AS placement
        FROM starts WHERE NOT is_studies GROUP BY programme, person
    ), shares AS (
        SELECT placement, arg_max(percent, (starts_on, percent)) AS percent
        FROM extents SEMI JOIN latest USING (placement)
        WHERE starts_on < getvariable('until_on')
        GROUP BY placement
    )
    SELECT people.programme, people.sex, people.age_group, people.site, people.source_kind,
           people.source, people.enrolled_year,
           CASE WHEN p.kind = 'employment' THEN 'ordinary'
                WHEN p.kind = 'own_business' THEN 'own_business'
                ELSE 'subsidised_' || coalesce(p.subsidy, 'unknown') END AS job_form,
           coalesce(p.sector, 'unknown') AS sector,
           coalesce(p.trade, 'unknown') AS trade,
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
LATEST_STUDIES = """
    WITH latest AS (
        SELECT programme, person, arg_max(placement, (starts_on, placement)) AS placement
        FROM starts WHERE is_studies GROUP BY programme, person
    )
    SELECT people.programme, people.sex, people.age_group, people.site, people.source_kind,
           people.source, people.enrolled_year, coalesce(p.trade, 'unknown') AS course
    FROM latest
    JOIN people ON people.programme = latest.programme AND people.person = latest.person
    JOIN starts p ON p.placement = latest.placement AND p.programme = latest.programme
"""

# One row per person who enrolled in the window, with the first contact made with an employer
# for that person, on the day of an enrolment or later.
FIRST_EMPLOYER_CONTACTS = """
    WITH firsts AS (
        SELECT s.programme, s.person, min(c.occurred_on) AS occurred_on
        FROM employer_contacts c JOIN served s ON s.enrolment = c.enrolment
        WHERE c.occurred_on >= s.enrolled_on AND c.occurred_on < getvariable('until_on')
        GROUP BY s.programme, s.person
    )
    SELECT people.programme, people.sex, people.age_group, people.site, people.source_kind,
           people.source, people.enrolled_year, occurred_on - enrolled_on AS days
    FROM people LEFT JOIN firsts USING (programme, person)
    WHERE is_newcomer
"""

# The months that a stock is shown for: those of the window, or its last twelve when the window
# is open backwards; none after the programme has ended.
MONTHS = """
    WITH last AS (
        SELECT programme, CAST(date_trunc('month', least(
            getvariable('until_on'), coalesce(ends_on, getvariable('until_on'))) - 1) AS DATE)
                AS month_on
        FROM programmes WHERE list_contains(getvariable('programmes'), programme)
    )
    SELECT programme, CAST(unnest(generate_series(
        greatest(CAST(month_on - INTERVAL 11 MONTH AS DATE),
                 CAST(date_trunc('month', getvariable('from_on')) AS DATE)),
        month_on, INTERVAL 1 MONTH)) AS DATE) AS month_on
    FROM last
"""

# People per coach, and enrolled in all (coach empty), on the last day of each month. Whoever
# comes and goes within a month is not there on its last day: so starts and ends are counted by
# month and summed up, and nobody is spread out over the months between.
CASELOADS = """
    WITH spans AS (
        -- An assignment counts only while the person is enrolled; outside that it is empty.
        SELECT s.programme, a.coach, greatest(a.starts_on, s.enrolled_on) AS from_on,
               least(a.ends_on, s.exited_on) AS until_on
        FROM assignments a JOIN served s ON s.enrolment = a.enrolment
    ), turns AS (
        SELECT programme, coach, date_trunc('month', from_on) AS month_on, 1 AS step
        FROM spans WHERE until_on IS NULL OR from_on < until_on
        UNION ALL
        SELECT programme, coach, date_trunc('month', until_on), -1
        FROM spans WHERE from_on < until_on
        UNION ALL
        SELECT programme, NULL, date_trunc('month', enrolled_on), 1 FROM served
        UNION ALL
        SELECT programme, NULL, date_trunc('month', exited_on), -1 FROM served
        WHERE exited_on IS NOT NULL
    ), first_months AS (
        SELECT programme, min(month_on) AS first_on FROM months GROUP BY programme
    ), by_month AS (
        SELECT turns.programme, coach, greatest(CAST(month_on AS DATE), first_on) AS month_on,
               sum(step) AS step
        FROM turns JOIN first_months USING (programme) GROUP BY ALL
    ), every_month AS (
        SELECT c.programme, coach, months.month_on
        FROM (SELECT DISTINCT programme, coach FROM by_month) c JOIN months USING (programme)
    )
    SELECT e.programme, CAST(e.coach AS VARCHAR) AS coach,
           strftime(e.month_on, '%Y-%m') AS month,
           CAST(sum(coalesce(step, 0)) OVER (
               PARTITION BY e.programme, e.coach ORDER BY e.month_on) AS BIGINT) AS n
    FROM every_month e
    LEFT JOIN by_month b
           ON b.programme = e.programme AND b.coach IS NOT DISTINCT FROM e.coach
          AND b.month_on = e.month_on
    QUALIFY n > 0
"""

# One row per enquiry that came in during the window.
ASKED = """
    SELECT programme, coalesce(source, source_kind) AS source,
           coalesce(source_organisation, source_organisation_kind, source_kind) AS organisation,
           coalesce(met_on < getvariable('until_on'), false) AS met,
           outcome IN ('accepted', 'waiting')
               AND coalesce(outcome_on < getvariable('until_on'), false) AS taken,
           coalesce(enrolled_on < getvariable('until_on'), false) AS enrolled,
           CASE WHEN least(met_on, outcome_on) >= received_on
                 AND least(met_on, outcome_on) < getvariable('until_on')
                THEN least(met_on, outcome_on) - received_on END AS days_to_answer
    FROM enquiries
    WHERE list_contains(getvariable('programmes'), programme)
      AND received_on >= getvariable('from_on') AND received_on < getvariable('until_on')
"""

# In an order in which each stands after what it needs.
RELATIONS: dict[str, Relation] = {
    "served": Relation(SERVED),
    "starts": Relation(STARTS, needs=("served",)),
    "people": Relation(PEOPLE, needs=("served", "starts")),
    "so_far": Relation(SO_FAR, needs=("people",)),
    "latest_jobs": Relation(LATEST_JOBS, needs=("starts", "people")),
    "latest_studies": Relation(LATEST_STUDIES, needs=("starts", "people")),
    "first_employer_contacts": Relation(FIRST_EMPLOYER_CONTACTS, needs=("served", "people")),
    "months": Relation(MONTHS),
    "caseloads": Relation(CASELOADS, needs=("served", "months")),
    "asked": Relation(ASKED),
}
