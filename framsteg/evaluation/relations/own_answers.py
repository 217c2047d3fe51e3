"""What the persons' own answers have come to: each one's first against the latest."""

from framsteg.evaluation.relations.relation import OF_PERSON, Relation

ITEMS = ("life_situation", "support_quality", "influence")


def _ends(item: str) -> str:
    given = f"FILTER (WHERE {item} IS NOT NULL)"
    return f"""
               min(f.occurred_on) {given} AS {item}_first_on,
               max(f.occurred_on) {given} AS {item}_latest_on,
               arg_min({item}, (f.occurred_on, {item})) {given} AS {item}_first,
               arg_max({item}, (f.occurred_on, {item})) {given} AS {item}_latest,
               max(CASE WHEN declined_{item} THEN 1 ELSE 0 END) AS {item}_declined"""


def _moved(item: str) -> str:
    twice = f"{item}_latest_on > {item}_first_on"
    return f"""
           CASE WHEN {twice} AND {item}_latest > {item}_first THEN 'up'
                WHEN {twice} AND {item}_latest < {item}_first THEN 'down'
                WHEN {twice} THEN 'unchanged'
                WHEN {item}_first_on IS NOT NULL THEN 'once'
                WHEN {item}_declined = 1 THEN 'declined'
                ELSE 'not_answered' END AS {item}_moved, {item}_latest"""


# One row per person served. Two answers are answers on two days: of several on the first day the
# lowest counts, of several on the last day the highest.
OWN_CHANGES = f"""
    WITH ends AS (
        SELECT s.programme, s.person,{",".join(map(_ends, ITEMS))}
        FROM follow_ups f JOIN served s ON s.enrolment = f.enrolment
        WHERE f.occurred_on >= getvariable('from_on') AND f.occurred_on < getvariable('until_on')
        GROUP BY s.programme, s.person
    )
    SELECT {OF_PERSON},{",".join(map(_moved, ITEMS))}
    FROM people
    LEFT JOIN ends ON ends.programme = people.programme AND ends.person = people.person
"""

OWN_ANSWER_RELATIONS = {"own_changes": Relation(OWN_CHANGES, needs=("served", "people"))}
