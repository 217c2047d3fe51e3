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
    counts="""
        WITH levels AS (
            SELECT measure, from_on, until_on,
                   CASE unit WHEN 'percent' THEN level / 100 ELSE level END AS level
            FROM targets WHERE list_contains(getvariable('programmes'), programme)
        ), points AS (
            SELECT r.step AS result, r.quarter_on, r.n, e.n AS of, (
                       SELECT max(level) FROM levels
                       WHERE measure = r.step AND from_on < r.ends_on
                         AND (until_on IS NULL OR until_on >= r.ends_on)) AS target
            FROM so_far r JOIN so_far e ON e.quarter_on = r.quarter_on AND e.step = 'enrolled'
            WHERE r.step = 'gone_to_work_or_studies'
               OR (r.step <> 'enrolled' AND r.step IN (SELECT measure FROM levels))
        )
        SELECT result, year(quarter_on) || '-Q' || quarter(quarter_on) AS quarter,
               n, of, n / of AS value, NULL AS low, NULL AS high, target
        FROM points
        UNION ALL (
            SELECT NULL, NULL, n, of, n / of, NULL, NULL, target FROM points
            WHERE result = 'gone_to_work_or_studies' ORDER BY quarter_on DESC LIMIT 1)
    """,
    needs=("so_far",),
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
    counts="""
        WITH everyone AS (SELECT month, n AS of FROM caseloads WHERE coach IS NULL)
        SELECT coach, month, n, of, n / of AS value FROM caseloads JOIN everyone USING (month)
        UNION ALL (
            SELECT NULL, NULL, of, of, 1.0 FROM everyone ORDER BY month DESC LIMIT 1)
    """,
    needs=("caseloads",),
    dimensions=("coach", "month"),
)
