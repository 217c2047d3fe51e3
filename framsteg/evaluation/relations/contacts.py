"""What was done: contacts with the person and with employers, and the person's own answers."""

from framsteg.evaluation.relations.relation import OF_PERSON, Relation

# One row per enrolment that has contacts in the window, from the day of enrolment on. These two
# are the only relations that read the contacts: `columns.folding` makes the same in one pass.
CONTACT_FOLDS = """
    SELECT s.programme, s.enrolment, s.person, count(*) AS contacts,
           count(*) FILTER (WHERE place IN ('community', 'workplace')) AS outside,
           count(*) FILTER (WHERE place <> 'remote') AS placed,
           min(occurred_on) AS first_on, max(occurred_on) AS last_on
    FROM contacts c JOIN served s ON s.enrolment = c.enrolment
    WHERE occurred_on >= s.enrolled_on
      AND occurred_on >= getvariable('from_on') AND occurred_on < getvariable('until_on')
    GROUP BY s.programme, s.enrolment, s.person
"""

# The first contact that was made with an employer for the person, also before the window: who
# had one then did not wait for it within.
EMPLOYER_FOLDS = """
    SELECT s.programme, s.enrolment, s.person, min(occurred_on) AS first_on
    FROM employer_contacts c JOIN served s ON s.enrolment = c.enrolment
    WHERE occurred_on >= s.enrolled_on AND occurred_on < getvariable('until_on')
    GROUP BY s.programme, s.enrolment, s.person
"""

# One row per person who enrolled in the window, with the first contact made with an employer
# for that person, on the day of an enrolment or later; and until when it was waited for.
FIRST_EMPLOYER_CONTACTS = f"""
    WITH firsts AS (
        SELECT programme, person, min(first_on) AS first_on
        FROM employer_folds GROUP BY programme, person
    )
    SELECT {OF_PERSON}, first_on IS NOT NULL AS happened,
           CASE WHEN first_on IS NOT NULL
                THEN date_diff('day', enrolled_on, first_on) END AS days_to_contact,
           date_diff('day', enrolled_on, coalesce(first_on, last_seen_on)) AS days
    FROM people
    LEFT JOIN firsts ON firsts.programme = people.programme AND firsts.person = people.person
    WHERE is_newcomer
"""

# One row per person served: contacts, days enrolled in the window, and when the first came.
CONTACTED = f"""
    WITH met AS (
        SELECT programme, person, sum(contacts) AS contacts, sum(outside) AS outside,
               sum(placed) AS placed, min(first_on) AS first_on, max(last_on) AS last_on
        FROM contact_folds GROUP BY programme, person
    )
    SELECT {OF_PERSON}, person_time.days, people.is_newcomer, people.status,
           coalesce(contacts, 0) AS contacts, coalesce(outside, 0) AS outside,
           coalesce(placed, 0) AS placed, coalesce(placed > 0, false) AS has_placed,
           coalesce(contacts - placed, 0) AS remote,
           CASE WHEN first_on IS NOT NULL
                THEN date_diff('day', enrolled_on, first_on) END AS days_to_contact,
           coalesce(last_on >= getvariable('until_on') - 28, false) AS is_recent
    FROM people
    JOIN person_time ON person_time.programme = people.programme
                    AND person_time.person = people.person
    LEFT JOIN met ON met.programme = people.programme AND met.person = people.person
"""

# One row per person and quarter with a follow-up: the quarter's last answers.
SELF_REPORTS = f"""
    WITH told AS (
        SELECT s.programme, s.person, f.occurred_on, f.life_situation, f.support_quality,
               f.influence,
               concat(CAST(year(f.occurred_on) AS VARCHAR), '-Q',
                      CAST(quarter(f.occurred_on) AS VARCHAR)) AS quarter
        FROM follow_ups f JOIN served s ON s.enrolment = f.enrolment
        WHERE f.occurred_on >= getvariable('from_on') AND f.occurred_on < getvariable('until_on')
    ), last AS (
        SELECT programme, person, quarter,
               arg_max(life_situation, (occurred_on, life_situation))
                   FILTER (WHERE life_situation IS NOT NULL) AS life_situation,
               arg_max(support_quality, (occurred_on, support_quality))
                   FILTER (WHERE support_quality IS NOT NULL) AS support_quality,
               arg_max(influence, (occurred_on, influence))
                   FILTER (WHERE influence IS NOT NULL) AS influence
        FROM told GROUP BY programme, person, quarter
    )
    SELECT {OF_PERSON}, quarter, life_situation, support_quality, influence
    FROM last
    JOIN people ON people.programme = last.programme AND people.person = last.person
"""

CONTACT_RELATIONS = {
    "contact_folds": Relation(CONTACT_FOLDS, needs=("served",)),
    "employer_folds": Relation(EMPLOYER_FOLDS, needs=("served",)),
    "first_employer_contacts": Relation(
        FIRST_EMPLOYER_CONTACTS, needs=("employer_folds", "people")
    ),
    "contacted": Relation(CONTACTED, needs=("contact_folds", "people", "person_time")),
    "self_reports": Relation(SELF_REPORTS, needs=("served", "people")),
}
