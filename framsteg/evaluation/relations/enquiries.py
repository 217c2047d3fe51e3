"""The way in."""

from framsteg.evaluation.relations.relation import Relation

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
                THEN date_diff('day', received_on, least(met_on, outcome_on)) END
               AS days_to_answer,
           CASE WHEN enrolled_on >= received_on AND enrolled_on < getvariable('until_on')
                THEN date_diff('day', received_on, enrolled_on) END AS days_to_enrolment
    FROM enquiries
    WHERE list_contains(getvariable('programmes'), programme)
      AND received_on >= getvariable('from_on') AND received_on < getvariable('until_on')
"""

ENQUIRY_RELATIONS = {"asked": Relation(ASKED)}
