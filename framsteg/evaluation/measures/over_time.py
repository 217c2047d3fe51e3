"""How results and caseloads grow over time."""

from framsteg.evaluation.measure import (
    EVER_IN_WINDOW,
    IN_DAILY_WORK,
    Measure,
    Shape,
    SubsidisedJobs,
)
from framsteg.foundation.text import say

TARGET_AGAINST_RESULT = Measure(
    name="target_against_result",
    title=say("Target against result"),
    definition=say(
        "Share of participants so far who have gone to work or studies, at the end of each "
        "quarter, beside the level that the programme has set as its target."
    ),
    numerator=say("People with such a start before the end of the quarter."),
    denominator=say("People enrolled before the end of the quarter, each once."),
    window=EVER_IN_WINDOW,
    subsidised=SubsidisedJobs.INCLUDED,
    source=IN_DAILY_WORK,
    shape=Shape.GROWING,
    sql="""
        WITH started AS (
            SELECT 'enrolled' AS step, greatest(enrolled_on, getvariable('from_on')) AS day
            FROM people
            UNION ALL SELECT 'gone_to_employment', first_job_on FROM people
            UNION ALL SELECT 'gone_to_studies', first_studies_on FROM people
            UNION ALL SELECT 'gone_to_work_or_studies', least(first_job_on, first_studies_on)
            FROM people
        ), by_quarter AS (
            SELECT step, CAST(date_trunc('quarter', day) AS DATE) AS quarter_on, count(*) AS n
            FROM started WHERE day IS NOT NULL GROUP BY ALL
        ), ends AS (
            SELECT max(coalesce(ends_on, getvariable('until_on'))) AS ends_on
            FROM programmes WHERE list_contains(getvariable('programmes'), programme)
        ), quarters AS (
            SELECT CAST(unnest(generate_series(
                min(quarter_on),
                greatest(max(quarter_on), least(getvariable('until_on'), any_value(ends_on)) - 1),
                INTERVAL 3 MONTH)) AS DATE) AS quarter_on
            FROM by_quarter, ends
        ), so_far AS (
            SELECT step, q.quarter_on,
                   sum(coalesce(b.n, 0)) OVER (PARTITION BY step ORDER BY q.quarter_on) AS n
            FROM (SELECT unnest(['enrolled', 'gone_to_employment', 'gone_to_studies',
                                 'gone_to_work_or_studies']) AS step) steps
            CROSS JOIN quarters q LEFT JOIN by_quarter b USING (step, quarter_on)
        ), levels AS (
            SELECT measure AS result, from_on, until_on,
                   CASE unit WHEN 'percent' THEN level / 100 ELSE level END AS level
            FROM targets WHERE list_contains(getvariable('programmes'), programme)
        ), points AS (
            SELECT r.step AS result, quarter_on,
                   least(quarter_on + INTERVAL 3 MONTH, getvariable('until_on')) AS ends_on,
                   CAST(r.n AS BIGINT) AS n, CAST(e.n AS BIGINT) AS total
            FROM so_far r JOIN so_far e USING (quarter_on)
            WHERE e.step = 'enrolled' AND (r.step = 'gone_to_work_or_studies'
                  OR r.step IN (SELECT result FROM levels))
              AND r.step <> 'enrolled'
        ), beside_target AS (
            SELECT points.*, (
                SELECT max(level) FROM levels
                WHERE levels.result = points.result AND levels.from_on < points.ends_on
                  AND (levels.until_on IS NULL OR levels.until_on >= points.ends_on)) AS target
            FROM points
        )
        SELECT result, year(quarter_on) || '-Q' || quarter(quarter_on) AS quarter,
               n, total, target FROM beside_target
        UNION ALL (
            SELECT NULL, NULL, n, total, target FROM beside_target
            WHERE result = 'gone_to_work_or_studies' ORDER BY quarter_on DESC LIMIT 1)
    """,
    needs=("people",),
    dimensions=("result", "quarter"),
)

CASELOAD = Measure(
    name="caseload",
    title=say("Caseload per coach"),
    definition=say(
        "How many participants each coach has at the end of each month. A person with two coaches "
        "counts for both. The month's own row counts everyone enrolled, with or without a coach."
    ),
    numerator=say("People enrolled, with the coach assigned, on the last day of the month."),
    denominator=say("Everyone enrolled on the last day of the month."),
    window=say("Each month of the window; the last twelve when it is open backwards."),
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.STOCK,
    sql="""
        SELECT coach, month, n FROM caseloads
        UNION ALL (
            SELECT NULL, NULL, n FROM caseloads WHERE coach IS NULL ORDER BY month DESC LIMIT 1)
    """,
    needs=("caseloads",),
    dimensions=("coach", "month"),
)
