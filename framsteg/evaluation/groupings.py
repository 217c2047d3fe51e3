"""What figures can be divided by, in what order the groups stand, and what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from framsteg.foundation import codes
from framsteg.foundation.labels import label
from framsteg.foundation.text import Text, say

UNKNOWN = "unknown"
_NOT_STATED = say("Not stated")


@dataclass(frozen=True)
class Grouping:
    """One thing to divide by. `values` are the known groups in the order they are shown.

    A grouping without `values` has names or times as groups: they are their own words. `in_time`
    says that they follow each other in time, `by_size` that the largest is shown first.
    """

    name: str
    title: Text
    values: Mapping[str, Text] = field(default_factory=dict)
    in_time: bool = False
    by_size: bool = False

    def label(self, value: str) -> Text:
        """The words for one group; a name or a time stands as it is."""
        if value in self.values:
            return self.values[value]
        return _NOT_STATED if value == UNKNOWN else Text("{name}", {"name": value})

    def place(self, value: str) -> tuple[int, str]:
        """A key that sorts the groups: the known in their order, then the rest by name."""
        known = list(self.values)
        return (known.index(value) if value in self.values else len(known), value)


def _labels(*enums: type[StrEnum]) -> dict[str, Text]:
    return {member.value: label(member) for enum in enums for member in enum}


_AGES = {
    "under_20": say("Under 20 years"),
    "20_24": say("20–24 years"),
    "25_29": say("25–29 years"),
    "30_39": say("30–39 years"),
    "40_49": say("40–49 years"),
    "50_up": say("50 years or more"),
}
_EXTENTS = {
    "under_25": say("Less than 25 %"),
    "25_49": say("25–49 %"),
    "50_74": say("50–74 %"),
    "75_99": say("75–99 %"),
    "100": say("Full time"),
}
_SUBSIDIES = {
    "ordinary": say("Ordinary employment"),
    "own_business": say("Own business"),
    **{f"subsidised_{form.value}": label(form) for form in codes.Subsidy},
    "subsidised_unknown": say("Subsidised, form not stated"),
}
_STATUSES = {
    "active": say("Enrolled now"),
    **_labels(codes.ExitReason),
    UNKNOWN: say("Exited, reason not stated"),
}
_RESULTS = {
    "gone_to_work_or_studies": say("To work or studies"),
    "gone_to_employment": say("To work"),
    "gone_to_studies": say("To studies"),
}
_MARKS = {
    "0030": say("30 days"),
    "0091": say("3 months"),
    "0182": say("6 months"),
    "0365": say("1 year"),
    "0547": say("1½ years"),
    "0730": say("2 years"),
}
_MOVEMENTS = {
    "up": say("Moved up"),
    "unchanged": say("Unchanged"),
    "down": say("Moved down"),
    "once": say("Answered only once"),
}
_SILENCES = {"declined": say("Preferred not to say"), "not_answered": say("No answer")}
_OCCUPATIONS = {**_labels(codes.PlacementKind), "none": say("No occupation")}
_JOB_KINDS = {
    "unsubsidised": say("Ordinary employment or own business"),
    "subsidised": say("Subsidised employment"),
}

GROUPINGS: dict[str, Grouping] = {
    grouping.name: grouping
    for grouping in (
        Grouping("sex", say("Sex"), _labels(codes.Sex)),
        Grouping("age_group", say("Age at enrolment"), _AGES),
        Grouping("site", say("Organisation that serves"), by_size=True),
        Grouping("source_kind", say("Who made the first contact"), _labels(codes.SourceKind)),
        Grouping("source", say("Came from"), _labels(codes.SourceKind), by_size=True),
        Grouping(
            "organisation",
            say("Organisation they came from"),
            _labels(codes.SourceKind, codes.OrganisationKind),
            by_size=True,
        ),
        Grouping("enrolled_year", say("Year of enrolment"), in_time=True),
        Grouping("enrolled_quarter", say("Quarter of enrolment"), in_time=True),
        Grouping("programme", say("Programme")),
        Grouping("method", say("Method"), _labels(codes.Method)),
        Grouping("job_form", say("Form of employment"), _SUBSIDIES),
        Grouping("extent", say("Share of full time"), _EXTENTS),
        Grouping("sector", say("Sector"), _labels(codes.Sector)),
        Grouping("trade", say("Trade"), by_size=True),
        Grouping("course", say("Kind of studies"), by_size=True),
        Grouping("status", say("Enrolled or exited"), _STATUSES),
        Grouping("result", say("Result"), _RESULTS),
        Grouping("quarter", say("Quarter"), in_time=True),
        Grouping("month", say("Month"), in_time=True),
        Grouping("mark", say("Time since the start"), _MARKS, in_time=True),
        Grouping("occupation", say("Kind of occupation"), _OCCUPATIONS),
        Grouping("job_kind", say("Kind of job"), _JOB_KINDS),
        Grouping("movement", say("First answer to latest"), _MOVEMENTS),
        Grouping("silence", say("Why there is no answer"), _SILENCES),
        Grouping("coach", say("Coach")),
    )
}
