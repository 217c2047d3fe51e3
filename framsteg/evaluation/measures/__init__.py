"""Every measure by name. A new one is a module beside these and a line here."""

from framsteg.evaluation.measure import Measure
from framsteg.evaluation.measures.clients import ACTIVE_AND_EXITED, CLIENTS
from framsteg.evaluation.measures.enquiries import (
    DAYS_TO_FIRST_ANSWER,
    ENQUIRIES_BY_ORGANISATION,
    ENQUIRIES_BY_SOURCE,
    ENQUIRIES_ENROLLED,
    ENQUIRIES_MET,
    ENQUIRIES_TAKEN,
)
from framsteg.evaluation.measures.gone_to import (
    GONE_TO_EMPLOYMENT,
    GONE_TO_STUDIES,
    GONE_TO_WORK_OR_STUDIES,
)
from framsteg.evaluation.measures.jobs import (
    EMPLOYMENT_BY_SUBSIDY,
    JOBS_BY_SECTOR,
    JOBS_BY_TRADE,
    SHARE_OF_FULL_TIME,
    STUDIES_BY_KIND,
)
from framsteg.evaluation.measures.over_time import CASELOAD, TARGET_AGAINST_RESULT
from framsteg.evaluation.measures.waits import DAYS_TO_FIRST_EMPLOYER_CONTACT, DAYS_TO_FIRST_JOB

MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        CLIENTS,
        GONE_TO_EMPLOYMENT,
        GONE_TO_STUDIES,
        GONE_TO_WORK_OR_STUDIES,
        EMPLOYMENT_BY_SUBSIDY,
        SHARE_OF_FULL_TIME,
        JOBS_BY_SECTOR,
        JOBS_BY_TRADE,
        STUDIES_BY_KIND,
        ENQUIRIES_BY_SOURCE,
        ENQUIRIES_BY_ORGANISATION,
        ENQUIRIES_MET,
        ENQUIRIES_TAKEN,
        ENQUIRIES_ENROLLED,
        DAYS_TO_FIRST_ANSWER,
        TARGET_AGAINST_RESULT,
        CASELOAD,
        DAYS_TO_FIRST_EMPLOYER_CONTACT,
        DAYS_TO_FIRST_JOB,
        ACTIVE_AND_EXITED,
    )
}
