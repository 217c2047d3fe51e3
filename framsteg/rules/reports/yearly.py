"""The report of one year: what came in, what went out, where people stand on its last day."""

from framsteg.foundation.codes import ReportKind
from framsteg.foundation.text import say
from framsteg.rules.reports.final import RESULTS_BY_SEX
from framsteg.rules.reports.shape import Beside, Figure, ReportSection, ReportShape, Span, Told

YEARLY = ReportShape(
    kind=ReportKind.YEARLY,
    lead=say("One year: who came, what it led to, and how the work was done."),
    span=Span.YEAR,
    sections=(
        ReportSection("about", say("General facts"), parts=(Told.ABOUT,), written=False),
        ReportSection(
            "summary",
            say("Summary"),
            ask=say("The year in half a page."),
            suggestion=say(
                "[[clients:n]] people were enrolled at some time in the year. "
                "[[gone_to_employment:n]] of them began a job, with or without financial support, "
                "and [[gone_to_studies:n]] began to study. On the last day [[in_work_now:value]] "
                "of those enrolled were in work."
            ),
        ),
        ReportSection(
            "year",
            say("What has happened"),
            ask=say("What the programme has done and learnt in the year."),
            parts=(Told.SEATS, Told.REVIEWS),
        ),
        ReportSection(
            "participants",
            say("Participants"),
            ask=say("Who came and who left."),
            parts=(
                Figure("clients", ("age_group",)), Figure("flow_in", drawn=False),
                Figure("flow_out", drawn=False), Figure("enquiries_by_source", drawn=False),
            ),
        ),
        ReportSection(
            "results",
            say("Results"),
            ask=say("What the figures below say, in your own words."),
            parts=(
                RESULTS_BY_SEX,
                Beside(
                    say("On the last day"),
                    ("in_work_now", "occupied_now"),
                ),
                Figure("occupation_now"),
                Figure("employment_by_subsidy"),
                Figure("sustained_13_weeks", drawn=False),
            ),
        ),
        ReportSection(
            "support",
            say("The support"),
            ask=say("How the support has been given, and what is to become better."),
            parts=(
                Figure("days_to_first_employer_contact", drawn=False),
                Figure("days_to_first_job", drawn=False),
                Figure("contact_intensity", drawn=False),
                Figure("share_in_community", drawn=False),
            ),
        ),
        ReportSection(
            "quality",
            say("What it has meant to the participants"),
            ask=say(
                "What participants have said. Quotes are chosen from those that they have "
                "agreed to, and stand without a name."
            ),
            parts=(
                Told.AIMS, Figure("own_life_situation"), Figure("own_support_quality"),
                Figure("own_influence"),
            ),
        ),
        ReportSection(
            "ahead", say("The year ahead"), ask=say("What is planned, and what is needed for it.")
        ),
        ReportSection(
            "counted", say("How it was counted"), parts=(Told.COUNTED,), written=False
        ),
    ),
)  # fmt: skip
