"""Every measure by name. A new one is a module beside these and a line here."""

from framsteg.evaluation.measure import Measure
from framsteg.evaluation.measures.clients import (
    ACTIVE_AND_EXITED,
    CLIENTS,
)
from framsteg.evaluation.measures.curves import (
    TIME_TO_EMPLOYER_CONTACT,
    TIME_TO_FIRST_JOB,
    TIME_TO_JOB_LOSS,
)
from framsteg.evaluation.measures.enquiries import (
    DAYS_TO_ENROLMENT,
    DAYS_TO_FIRST_ANSWER,
    ENQUIRIES_BY_ORGANISATION,
    ENQUIRIES_BY_SOURCE,
    ENQUIRIES_ENROLLED,
    ENQUIRIES_MET,
    ENQUIRIES_TAKEN,
)
from framsteg.evaluation.measures.gone_to import (
    GONE_TO_EMPLOYMENT,
    GONE_TO_INTERNSHIP,
    GONE_TO_STUDIES,
    GONE_TO_UNPAID,
    GONE_TO_WORK_OR_STUDIES,
)
from framsteg.evaluation.measures.jobs import (
    EMPLOYMENT_BY_SUBSIDY,
    JOBS_BY_SECTOR,
    JOBS_BY_TRADE,
    SHARE_OF_FULL_TIME,
    STUDIES_BY_KIND,
)
from framsteg.evaluation.measures.over_time import (
    CASELOAD,
    TARGET_AGAINST_RESULT,
)
from framsteg.evaluation.measures.own_changes import (
    INFLUENCE_CHANGE,
    LIFE_SITUATION_CHANGE,
    SUPPORT_QUALITY_CHANGE,
)
from framsteg.evaluation.measures.own_latest import (
    INFLUENCE_GOOD,
    LIFE_SITUATION_GOOD,
    SUPPORT_QUALITY_GOOD,
)
from framsteg.evaluation.measures.own_silence import (
    INFLUENCE_SILENT,
    LIFE_SITUATION_SILENT,
    SUPPORT_QUALITY_SILENT,
)
from framsteg.evaluation.measures.quarters import (
    FLOW_IN,
    FLOW_OUT,
    IPS_QUARTERLY_RATE,
    LEFT_BY_OWN_CHOICE,
    QUARTERLY_RATE_WITH_SUBSIDISED,
)
from framsteg.evaluation.measures.research import (
    AT_LEAST_20_HOURS,
    HOURS_A_WEEK,
    INCREASED_EXTENT,
    LONGEST_JOB,
    MONTHLY_WAGE,
    WEEKS_WORKED,
)
from framsteg.evaluation.measures.self_reports import (
    OWN_INFLUENCE,
    OWN_LIFE_SITUATION,
    OWN_SUPPORT_QUALITY,
)
from framsteg.evaluation.measures.standing import (
    IN_WORK_NOW,
    OCCUPATION_NOW,
    OCCUPIED_NOW,
    RECEIVING_SECTOR_NOW,
)
from framsteg.evaluation.measures.support import (
    ACTIVE_LATELY,
    CONTACT_INTENSITY,
    DAYS_TO_FIRST_CONTACT,
    SHARE_IN_COMMUNITY,
)
from framsteg.evaluation.measures.sustainment import (
    JOB_STARTS,
    JOB_STARTS_BY_KIND,
    JOBS_PER_YEAR,
    SUSTAINED_13_WEEKS,
    SUSTAINED_26_WEEKS,
    UK_ENGAGED,
    UK_INTO_WORK,
)
from framsteg.evaluation.measures.waits import (
    DAYS_TO_FIRST_EMPLOYER_CONTACT,
    DAYS_TO_FIRST_JOB,
)

MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        CLIENTS,
        ACTIVE_AND_EXITED,
        GONE_TO_EMPLOYMENT,
        GONE_TO_STUDIES,
        GONE_TO_WORK_OR_STUDIES,
        GONE_TO_INTERNSHIP,
        GONE_TO_UNPAID,
        IN_WORK_NOW,
        OCCUPIED_NOW,
        OCCUPATION_NOW,
        RECEIVING_SECTOR_NOW,
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
        DAYS_TO_ENROLMENT,
        TARGET_AGAINST_RESULT,
        CASELOAD,
        DAYS_TO_FIRST_EMPLOYER_CONTACT,
        DAYS_TO_FIRST_JOB,
        IPS_QUARTERLY_RATE,
        QUARTERLY_RATE_WITH_SUBSIDISED,
        FLOW_IN,
        FLOW_OUT,
        LEFT_BY_OWN_CHOICE,
        UK_ENGAGED,
        UK_INTO_WORK,
        JOB_STARTS,
        JOB_STARTS_BY_KIND,
        JOBS_PER_YEAR,
        SUSTAINED_13_WEEKS,
        SUSTAINED_26_WEEKS,
        WEEKS_WORKED,
        LONGEST_JOB,
        HOURS_A_WEEK,
        MONTHLY_WAGE,
        AT_LEAST_20_HOURS,
        INCREASED_EXTENT,
        TIME_TO_EMPLOYER_CONTACT,
        TIME_TO_FIRST_JOB,
        TIME_TO_JOB_LOSS,
        CONTACT_INTENSITY,
        SHARE_IN_COMMUNITY,
        DAYS_TO_FIRST_CONTACT,
        ACTIVE_LATELY,
        OWN_LIFE_SITUATION,
        OWN_SUPPORT_QUALITY,
        OWN_INFLUENCE,
        LIFE_SITUATION_CHANGE,
        SUPPORT_QUALITY_CHANGE,
        INFLUENCE_CHANGE,
        LIFE_SITUATION_GOOD,
        SUPPORT_QUALITY_GOOD,
        INFLUENCE_GOOD,
        LIFE_SITUATION_SILENT,
        SUPPORT_QUALITY_SILENT,
        INFLUENCE_SILENT,
    )
}
