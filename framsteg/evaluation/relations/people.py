"""Who the participants are, what they have gone to, and where they stood on the last day."""

from framsteg.evaluation.relations.relation import OF_PERSON, Relation

# A person is served when an enrolment touches the window. One that was registered by mistake
# never was. The day of exit is the first day outside.
SERVED = """
    SELECT programme, enrolment, person, enrolled_on, exited_on, exit_reason
    FROM enrolments
    WHERE list_contains(getvariable('programmes'), programme)
      AND enrolled_on < getvariable('until_on')
      AND (exited_on IS NULL OR exited_on > getvariable('from_on')
           OR enrolled_on >= getvariable('from_on'))
      AND (exit_reason IS NULL OR exit_reason <> 'registered_by_mistake')
"""

# What people began in the window. Both kinds of jobs and an own business are jobs. A job or
# course that began before the enrolment is not something that the person has gone to.
STARTS = """
    SELECT s.programme, s.enrolment, s.person, p.placement, p.starts_on, p.ends_on, p.end_reason,
           p.kind, p.subsidy, p.sector, p.trade, p.monthly_wage,
           p.kind IN ('employment', 'subsidised', 'own_business') AS is_job,
           p.kind IN ('employment', 'own_business') AS is_ordinary
    FROM placements p JOIN served s ON s.enrolment = p.enrolment
    WHERE p.starts_on >= s.enrolled_on
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
               min(starts_on) FILTER (WHERE is_job) AS first_job_on,
               min(starts_on) FILTER (WHERE kind = 'studies') AS first_studies_on,
               min(starts_on) FILTER (WHERE kind IN ('internship', 'supported_training'))
                   AS first_internship_on,
               min(starts_on) FILTER (WHERE kind = 'unpaid') AS first_unpaid_on
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
           coalesce(first.source_organisation, first.source_organisation_kind,
                    first.source_kind, 'unknown') AS organisation,
           CAST(year(first.enrolled_on) AS VARCHAR) AS enrolled_year,
           concat(CAST(year(first.enrolled_on) AS VARCHAR), '-Q',
                  CAST(quarter(first.enrolled_on) AS VARCHAR)) AS enrolled_quarter,
           coalesce(programmes.method, 'unknown') AS method,
           CASE WHEN latest.exited_on IS NULL
                  OR latest.exited_on >= getvariable('until_on') THEN 'active'
                ELSE coalesce(latest.exit_reason, 'unknown') END AS status,
           -- The last day on which it is known what the person did.
           greatest(first.enrolled_on,
                    least(coalesce(latest.exited_on, getvariable('until_on')),
                          getvariable('until_on')) - 1) AS last_seen_on,
           coalesce(first.profile_on < getvariable('until_on'), false) AS is_engaged,
           first_job_on, first_studies_on,
           first_job_on IS NOT NULL AS has_job, first_studies_on IS NOT NULL AS has_studies,
           first_internship_on IS NOT NULL AS has_internship,
           first_unpaid_on IS NOT NULL AS has_unpaid,
           CASE WHEN first_job_on IS NOT NULL
                THEN date_diff('day', first.enrolled_on, first_job_on) END AS days_to_job,
           first.enrolled_on >= getvariable('from_on') AS is_newcomer
    FROM ends
    JOIN enrolments first ON first.enrolment = ends.first_enrolment
    JOIN enrolments latest ON latest.enrolment = ends.latest_enrolment
    JOIN programmes ON programmes.programme = ends.programme
    LEFT JOIN firsts ON firsts.programme = ends.programme AND firsts.person = ends.person
"""

# One row per person enrolled on the last day, with what they were occupied with on it: a job
# before studies, studies before an internship, and so on, when there are several.
OCCUPIED = f"""
    WITH running AS (
        SELECT s.programme, s.person, p.kind, p.sector,
               CASE p.kind WHEN 'employment' THEN 1 WHEN 'own_business' THEN 2
                           WHEN 'subsidised' THEN 3 WHEN 'studies' THEN 4
                           WHEN 'internship' THEN 5 WHEN 'supported_training' THEN 6
                           ELSE 7 END AS place
        FROM placements p JOIN served s ON s.enrolment = p.enrolment
        WHERE p.starts_on < getvariable('until_on')
          AND (p.ends_on IS NULL OR p.ends_on >= getvariable('until_on'))
    ), best AS (
        SELECT programme, person, min(place) AS place,
               arg_min(kind, (place, coalesce(sector, '~'))) AS kind,
               arg_min(coalesce(sector, 'unknown'), (place, coalesce(sector, '~'))) AS sector
        FROM running GROUP BY programme, person
    )
    SELECT {OF_PERSON}, coalesce(best.kind, 'none') AS occupation,
           CASE WHEN best.place IN (1, 3, 5, 6) THEN best.sector END AS sector,
           coalesce(best.place <= 3, false) AS in_work
    FROM people
    LEFT JOIN best ON best.programme = people.programme AND best.person = people.person
    WHERE people.status = 'active'
"""

# One row per enrolment that began in the window, and one per enrolment that ended in it.
ENTRIES = f"""
    SELECT {OF_PERSON}, {{quarter}} AS quarter
    FROM served s
    JOIN people ON people.programme = s.programme AND people.person = s.person
    WHERE s.enrolled_on >= getvariable('from_on')
""".format(
    quarter="concat(CAST(year(s.enrolled_on) AS VARCHAR), '-Q', "
    "CAST(quarter(s.enrolled_on) AS VARCHAR))"
)

EXITS = f"""
    SELECT {OF_PERSON}, {{quarter}} AS quarter, s.exit_reason
    FROM served s
    JOIN people ON people.programme = s.programme AND people.person = s.person
    WHERE s.exited_on >= getvariable('from_on') AND s.exited_on < getvariable('until_on')
""".format(
    quarter="concat(CAST(year(s.exited_on) AS VARCHAR), '-Q', "
    "CAST(quarter(s.exited_on) AS VARCHAR))"
)

# One row per person served: days enrolled in the window, and the jobs that started then. Sites
# that began at different times are compared by person-time.
PERSON_TIME = f"""
    WITH there AS (
        SELECT programme, person, sum(greatest(0, date_diff(
                   'day', greatest(enrolled_on, getvariable('from_on')),
                   least(coalesce(exited_on, getvariable('until_on')),
                         getvariable('until_on'))))) AS days
        FROM served GROUP BY programme, person
    ), begun AS (
        SELECT programme, person, count(*) AS jobs FROM starts WHERE is_job
        GROUP BY programme, person
    )
    SELECT {OF_PERSON}, people.person, there.days, coalesce(begun.jobs, 0) AS jobs
    FROM people
    JOIN there ON there.programme = people.programme AND there.person = people.person
    LEFT JOIN begun ON begun.programme = people.programme AND begun.person = people.person
"""

PEOPLE_RELATIONS = {
    "served": Relation(SERVED),
    "starts": Relation(STARTS, needs=("served",)),
    "people": Relation(PEOPLE, needs=("served", "starts")),
    "occupied": Relation(OCCUPIED, needs=("served", "people")),
    "entries": Relation(ENTRIES, needs=("served", "people")),
    "person_time": Relation(PERSON_TIME, needs=("served", "starts", "people")),
    "exits": Relation(EXITS, needs=("served", "people")),
}
