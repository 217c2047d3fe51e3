"""What a blueprint's own codes are called."""

from enum import StrEnum

from framsteg.blueprints.schema import (
    BookedBy,
    ExitKind,
    FidelityRhythm,
    FundingKind,
    Interval,
    SelfReportItem,
    TargetUnit,
)
from framsteg.foundation import codes
from framsteg.foundation.labels import label
from framsteg.foundation.text import Text, say

LABELS: dict[StrEnum, Text] = {
    ExitKind.PLANNED: say("Tapered to a planned exit"),
    ExitKind.TIME_UNLIMITED: say("Without time limit"),
    BookedBy.PERSON: say("The person"),
    BookedBy.REFERRER: say("The referrer"),
    BookedBy.TOGETHER: say("The person and the referrer together"),
    SelfReportItem.LIFE_SITUATION: say("The life situation"),
    SelfReportItem.SUPPORT_QUALITY: say("The quality of the support"),
    SelfReportItem.INFLUENCE: say("Influence over one's own rehabilitation"),
    FidelityRhythm.YEARLY: say("Once a year"),
    FidelityRhythm.HALF_YEARLY: say("Twice a year"),
    FidelityRhythm.QUARTERLY: say("Every quarter"),
    FidelityRhythm.THROUGHOUT_THE_YEAR: say("Throughout the year"),
    FundingKind.OWN_BUDGET: say("Own budget"),
    FundingKind.COORDINATION_ASSOCIATION: say("Coordination association"),
    FundingKind.STATE_GRANT: say("State grant"),
    FundingKind.EUROPEAN_SOCIAL_FUND: say("European Social Fund"),
    TargetUnit.PERCENT: say("percent"),
    TargetUnit.COUNT: say("people"),
}

REPORT_FORMS: dict[str, Text] = {kind.value: label(kind) for kind in codes.ReportKind}
MEASURES: dict[str, Text] = {
    "clients": say("Participants"),
    "gone_to_employment": say("Gone to employment"),
    "gone_to_studies": say("Gone to studies"),
    "gone_to_work_or_studies": say("Gone to employment or studies"),
}

AIM_SIGNS: dict[str, Text] = {
    "life_situation_change": say("own answers on the life situation, the first against the latest"),
    "support_quality_change": say(
        "own answers on the quality of the support, the first against the latest"
    ),
    "influence_change": say("own answers on the influence, the first against the latest"),
    "gone_to_internship": say("started internships or training"),
    "gone_to_studies": say("started studies"),
    "gone_to_employment": say("started jobs"),
    "gone_to_work_or_studies": say("started jobs or studies"),
    "occupied_now": say("some occupation on the day"),
    "at_least_20_hours": say("at least half of full time in a job"),
    "increased_extent": say("a larger share of full time than at first"),
}


def every(interval: Interval) -> Text:
    """An interval in words."""
    if interval.months is not None:
        n = interval.months
        return say("Every month") if n == 1 else say("Every {n} months", n=n)
    if interval.weeks is not None:
        n = interval.weeks
        return say("Every week") if n == 1 else say("Every {n} weeks", n=n)
    n = interval.days or 0
    return say("Every day") if n == 1 else say("Every {n} days", n=n)
