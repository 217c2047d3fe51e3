"""An application for money to go on with: the need, what has come of it, what is asked for."""

from framsteg.foundation.codes import ReportKind
from framsteg.foundation.text import say
from framsteg.rules.reports.final import OUTCOME, RESULTS_BY_SEX
from framsteg.rules.reports.shape import Figure, ReportSection, ReportShape, Span, Told

APPLICATION = ReportShape(
    kind=ReportKind.APPLICATION,
    lead=say("For whoever is to decide whether the programme goes on."),
    span=Span.WHOLE,
    sections=(
        ReportSection("about", say("General facts"), parts=(Told.ABOUT,), written=False),
        ReportSection(
            "asked",
            say("What we apply for"),
            ask=say("How much, from when to when, and what the money is for."),
        ),
        ReportSection(
            "need",
            say("The need"),
            ask=say("Who needs the support, how many they are, and what there is otherwise."),
            parts=(
                Told.TARGET_GROUP, Figure("enquiries_by_organisation", drawn=False),
                Figure("days_to_enrolment", drawn=False),
            ),
        ),
        ReportSection(
            "work",
            say("How we work"),
            ask=say("The method, the team, and with whom you work together."),
            parts=(Told.IN_SHORT, Told.ORGANISATION, Told.PARTNERS),
        ),
        ReportSection(
            "results",
            say("What has come of it"),
            ask=say("What the figures below say, in your own words."),
            suggestion=OUTCOME,
            parts=(
                RESULTS_BY_SEX, Told.TARGETS, Told.AIMS, Figure("target_against_result"),
                Figure("employment_by_subsidy"), Figure("sustained_26_weeks", drawn=False),
            ),
        ),
        ReportSection(
            "method",
            say("How the method is followed"),
            ask=say("What reviews of the method have shown, and what they have led to."),
            parts=(Told.REVIEWS, Told.SEATS),
        ),
        ReportSection(
            "budget",
            say("Budget"),
            ask=say("Costs and who pays which part, year by year."),
            parts=(Told.FUNDING,),
        ),
        ReportSection(
            "later",
            say("When the money ends"),
            ask=say("How the support goes on in the ordinary services, and who takes over."),
        ),
        ReportSection(
            "counted", say("How it was counted"), parts=(Told.COUNTED,), written=False
        ),
    ),
)  # fmt: skip
