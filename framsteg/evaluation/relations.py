"""The relations that measures share: who the participants are, their first and latest steps.

Each is SQL over the tables of `tables.py` and the frame's variables `programmes`, `from_on` and
`until_on` (half-open). Whatever started on or after `until_on` is not yet known, and a job or
course that began before the enrolment is not something that the person has gone to.
"""

from dataclasses import dataclass

JOB_KINDS = ("employment", "subsidised", "own_business")


@dataclass(frozen=True)
class Relation:
    """One shared relation: its SQL and the relations that must be laid before it."""

    sql: str
    needs: tuple[str, ...] = ()


# A person is served when an enrolment touches the window. One that was registered by mistake
# never was. The day of exit is the first day outside.
SERVED = """
    SELECT enrolment, person, enrolled_on, exited_on
    FROM enrolments
    WHERE list_contains(getvariable('programmes'), programme)
      AND enrolled_on < getvariable('until_on')
      AND (exited_on IS NULL OR exited_on > getvariable('from_on')
           OR enrolled_on >= getvariable('from_on'))
      AND exit_reason IS DISTINCT FROM 'registered_by_mistake'
"""

# One row per person: groups by the first enrolment in the window, state by the latest.
PEOPLE = """
    WITH ends AS (
        SELECT person,
               arg_min(enrolment, (enrolled_on, enrolment)) AS first_enrolment,
               arg_max(enrolment, (enrolled_on, enrolment)) AS latest_enrolment
        FROM served GROUP BY person
    ), steps AS (
        SELECT s.person,
               min(p.starts_on) FILTER (
                   WHERE p.kind IN ('employment', 'subsidised', 'own_business')) AS first_job_on,
               min(p.starts_on) FILTER (WHERE p.kind = 'studies') AS first_studies_on
        FROM placements p JOIN served s USING (enrolment)
        WHERE p.starts_on >= s.enrolled_on
          AND p.starts_on >= getvariable('from_on') AND p.starts_on < getvariable('until_on')
        GROUP BY s.person
    )
    SELECT ends.person, first.sex, first.site, first.enrolled_on,
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
           first_job_on, first_studies_on
    FROM ends
    JOIN enrolments first ON first.enrolment = ends.first_enrolment
    JOIN enrolments latest ON latest.enrolment = ends.latest_enrolment
    LEFT JOIN steps ON steps.person = ends.person
"""

# One row per person with a job that started in the window: the latest such job, as it is.
LATEST_JOBS = """
    WITH latest AS (
        SELECT s.person, arg_max(p.placement, (p.starts_on, p.placement)) AS placement
        FROM placements p JOIN served s USING (enrolment)
        WHERE p.kind IN ('employment', 'subsidised', 'own_business')
          AND p.starts_on >= s.enrolled_on
          AND p.starts_on >= getvariable('from_on') AND p.starts_on < getvariable('until_on')
        GROUP BY s.person
    ), shares AS (
        SELECT placement, arg_max(percent, (starts_on, percent)) AS percent
        FROM extents SEMI JOIN latest USING (placement)
        WHERE starts_on < getvariable('until_on')
        GROUP BY placement
    )
    SELECT people.person, people.sex, people.age_group, people.site, people.source_kind,
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
    JOIN people ON people.person = latest.person
    JOIN placements p ON p.placement = latest.placement
    LEFT JOIN shares ON shares.placement = latest.placement
"""

# One row per person who began studies in the window: the latest course.
LATEST_STUDIES = """
    WITH latest AS (
        SELECT s.person, arg_max(p.placement, (p.starts_on, p.placement)) AS placement
        FROM placements p JOIN served s USING (enrolment)
        WHERE p.kind = 'studies'
          AND p.starts_on >= s.enrolled_on
          AND p.starts_on >= getvariable('from_on') AND p.starts_on < getvariable('until_on')
        GROUP BY s.person
    )
    SELECT people.person, people.sex, people.age_group, people.site, people.source_kind,
           people.source, people.enrolled_year, coalesce(p.trade, 'unknown') AS course
    FROM latest
    JOIN people ON people.person = latest.person
    JOIN placements p ON p.placement = latest.placement
"""

# One row per person who enrolled in the window, with the first contact made with an employer
# for that person from that day on.
FIRST_EMPLOYER_CONTACTS = """
    WITH firsts AS (
        SELECT s.person, min(c.occurred_on) AS occurred_on
        FROM employer_contacts c
        JOIN served s USING (enrolment)
        JOIN people p ON p.person = s.person
        WHERE c.occurred_on >= p.enrolled_on AND c.occurred_on < getvariable('until_on')
        GROUP BY s.person
    )
    SELECT people.*, firsts.occurred_on - people.enrolled_on AS days
    FROM people LEFT JOIN firsts ON firsts.person = people.person
    WHERE people.enrolled_on >= getvariable('from_on')
"""

# One row per person who enrolled in the window, with the days until the first job.
NEWCOMERS = """
    SELECT *, first_job_on - enrolled_on AS days_to_job
    FROM people WHERE enrolled_on >= getvariable('from_on')
"""

# The months that a stock is shown for: those of the window, or its last twelve when the window
# is open backwards; none after the last programme has ended.
MONTHS = """
    WITH last AS (
        SELECT CAST(date_trunc('month', least(
            getvariable('until_on') - 1,
            max(coalesce(ends_on, getvariable('until_on')) - 1))) AS DATE) AS month_on
        FROM programmes WHERE list_contains(getvariable('programmes'), programme)
    )
    SELECT CAST(unnest(generate_series(
        greatest(CAST(month_on - INTERVAL 11 MONTH AS DATE),
                 CAST(date_trunc('month', getvariable('from_on')) AS DATE)),
        month_on, INTERVAL 1 MONTH)) AS DATE) AS month_on
    FROM last
"""

# People per coach, and enrolled in all (coach empty), on the last day of each month. Whoever
# comes and goes within a month is not there on its last day: so starts and ends are counted by
# month and summed up, and nobody is spread out over the months between.
CASELOADS = """
    WITH turns AS (
        SELECT a.coach, date_trunc('month', greatest(a.starts_on, s.enrolled_on)) AS month_on,
               1 AS step
        FROM assignments a JOIN served s USING (enrolment)
        UNION ALL
        SELECT a.coach, date_trunc('month', least(a.ends_on, s.exited_on)), -1
        FROM assignments a JOIN served s USING (enrolment)
        WHERE least(a.ends_on, s.exited_on) IS NOT NULL
        UNION ALL
        SELECT NULL, date_trunc('month', enrolled_on), 1 FROM served
        UNION ALL
        SELECT NULL, date_trunc('month', exited_on), -1 FROM served WHERE exited_on IS NOT NULL
    ), by_month AS (
        SELECT coach, greatest(CAST(month_on AS DATE), (SELECT min(month_on) FROM months))
                   AS month_on, sum(step) AS step
        FROM turns GROUP BY ALL
    ), every_month AS (
        SELECT coach, months.month_on
        FROM (SELECT DISTINCT coach FROM by_month) CROSS JOIN months
    )
    SELECT CAST(e.coach AS VARCHAR) AS coach, strftime(e.month_on, '%Y-%m') AS month,
           CAST(sum(coalesce(step, 0)) OVER (
               PARTITION BY e.coach ORDER BY e.month_on) AS BIGINT) AS n
    FROM every_month e
    LEFT JOIN by_month b
           ON b.coach IS NOT DISTINCT FROM e.coach AND b.month_on = e.month_on
    QUALIFY n > 0
"""

# One row per enquiry that came in during the window.
ASKED = """
    SELECT coalesce(source, source_kind) AS source,
           coalesce(source_organisation, source_organisation_kind, source_kind) AS organisation
    FROM enquiries
    WHERE list_contains(getvariable('programmes'), programme)
      AND received_on >= getvariable('from_on') AND received_on < getvariable('until_on')
"""

RELATIONS: dict[str, Relation] = {
    "served": Relation(SERVED),
    "people": Relation(PEOPLE, needs=("served",)),
    "latest_jobs": Relation(LATEST_JOBS, needs=("served", "people")),
    "latest_studies": Relation(LATEST_STUDIES, needs=("served", "people")),
    "first_employer_contacts": Relation(FIRST_EMPLOYER_CONTACTS, needs=("served", "people")),
    "newcomers": Relation(NEWCOMERS, needs=("people",)),
    "months": Relation(MONTHS),
    "caseloads": Relation(CASELOADS, needs=("served", "months")),
    "asked": Relation(ASKED),
}
