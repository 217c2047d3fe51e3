"""How things stand over time: results so far, quarters, months, caseloads."""

from framsteg.evaluation.relations.relation import OF_PERSON, Relation

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

# From which quarter on a person is served, in a job or in one without subsidy, and from which no
# longer: +1 and −1, so that who is there in a quarter is the sum of all until it, and nobody is
# spread out over the quarters between. A quarter is the whole number year × 4 + 0–3. What
# another enrolment or job of the person has already covered is taken away, so each counts once.
# Turns of people who are divided alike are added up.
# A job counts in the quarters in which the person is also served.
QUARTER_TURNS = f"""
    WITH enrolled AS (
        SELECT programme, enrolment, person, {{quarter_of_start}} AS first_no,
               {{quarter_of_end}} AS last_no
        FROM (SELECT programme, enrolment, person,
                     greatest(enrolled_on, getvariable('from_on')) AS starts_on,
                     greatest(enrolled_on, getvariable('from_on'),
                              least(coalesce(exited_on, getvariable('until_on')),
                                    getvariable('until_on')) - 1) AS last_on
              FROM served) spans
    ), working AS (
        SELECT e.programme, e.person, is_ordinary,
               greatest(first_no, {{quarter_of_start}}) AS first_no,
               least(last_no, {{quarter_of_end}}) AS last_no
        FROM (SELECT p.enrolment, p.kind IN ('employment', 'own_business') AS is_ordinary,
                     p.starts_on,
                     greatest(p.starts_on,
                              least(coalesce(p.ends_on, getvariable('until_on')),
                                    getvariable('until_on')) - 1) AS last_on
              FROM placements p
              WHERE p.kind IN ('employment', 'subsidised', 'own_business')
                AND p.starts_on < getvariable('until_on')) jobs
        JOIN enrolled e ON e.enrolment = jobs.enrolment
    ), spans AS (
        SELECT programme, person, 'served' AS kind, first_no, last_no FROM enrolled
        UNION ALL
        SELECT programme, person, 'in_job', first_no, last_no FROM working
        UNION ALL
        SELECT programme, person, 'in_ordinary_job', first_no, last_no FROM working
        WHERE is_ordinary
    ), reached AS (
        SELECT *, max(last_no) OVER (
                   PARTITION BY programme, person, kind ORDER BY first_no, last_no
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
        FROM spans WHERE first_no <= last_no
    ), apart AS (
        SELECT programme, person, kind, last_no,
               greatest(first_no, coalesce(reach + 1, first_no)) AS first_no
        FROM reached
    ), turns AS (
        SELECT programme, person, kind, first_no AS quarter_no, 1 AS step
        FROM apart WHERE first_no <= last_no
        UNION ALL
        SELECT programme, person, kind, last_no + 1, -1 FROM apart WHERE first_no <= last_no
    )
    SELECT {OF_PERSON}, kind, quarter_no, CAST(sum(step) AS BIGINT) AS step
    FROM turns
    JOIN people ON people.programme = turns.programme AND people.person = turns.person
    GROUP BY {OF_PERSON}, kind, quarter_no
""".format(
    quarter_of_start="year(starts_on) * 4 + quarter(starts_on) - 1",
    quarter_of_end="year(last_on) * 4 + quarter(last_on) - 1",
)

TIME_RELATIONS = {
    "so_far": Relation(SO_FAR, needs=("people",)),
    "months": Relation(MONTHS),
    "caseloads": Relation(CASELOADS, needs=("served", "months")),
    "quarter_turns": Relation(QUARTER_TURNS, needs=("served", "people")),
}
