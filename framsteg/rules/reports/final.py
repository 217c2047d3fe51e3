"""The final report to whoever has paid: the shape that programmes hand in to their association.

Order and contents of the sections follow the published final report of a programme financed by a
coordination association; the wording is Framsteg's own.
"""

from framsteg.foundation.codes import ReportKind
from framsteg.foundation.text import say
from framsteg.rules.reports.shape import Beside, Figure, ReportSection, ReportShape, Span, Told

RESULTS_BY_SEX = Beside(
    say("Results for women and men"),
    (
        "clients", "gone_to_employment", "gone_to_studies", "gone_to_work_or_studies",
        "gone_to_internship",
    ),
)  # fmt: skip

OUTCOME = say(
    "[[clients:n]] people have taken part: [[clients:n:sex=woman]] women and "
    "[[clients:n:sex=man]] men. [[gone_to_employment:n]] have gone to work, with or without "
    "financial support, and [[gone_to_studies:n]] to studies. Together that is "
    "[[gone_to_work_or_studies:value]] of all."
)

FINAL = ReportShape(
    kind=ReportKind.FINAL,
    lead=say("The whole programme, from the first day to the last, for whoever has paid for it."),
    span=Span.WHOLE,
    sections=(
        ReportSection("about", say("General facts"), parts=(Told.ABOUT,), written=False),
        ReportSection(
            "summary",
            say("Summary"),
            ask=say("The most important in half a page: for whom, how, what came of it."),
            suggestion=OUTCOME,
        ),
        ReportSection(
            "background",
            say("Background"),
            ask=say("Why the programme began, and what there was before."),
        ),
        ReportSection(
            "purpose",
            say("Purpose"),
            ask=say("What was to become different, and for whom."),
            parts=(Told.IN_SHORT,),
        ),
        ReportSection(
            "goals",
            say("Goals"),
            ask=say("Goals of the organisation, and what has been changed on the way."),
            parts=(Told.TARGETS, Told.AIMS),
        ),
        ReportSection(
            "target_group",
            say("Target group"),
            ask=say("Who was to be reached, and who was."),
            parts=(Told.TARGET_GROUP, Figure("clients", ("age_group",))),
        ),
        ReportSection(
            "organisation",
            say("Project organisation"),
            ask=say("Who led, who worked, how it was decided. No participant's name."),
            parts=(Told.ORGANISATION, Told.FUNDING, Told.SEATS),
        ),
        ReportSection(
            "carried_out",
            say("How it was carried out"),
            ask=say("The work stage by stage, and what was learnt in each."),
            parts=(Told.WAYS_IN, Told.PHASES, Told.REVIEWS),
        ),
        ReportSection(
            "cooperation",
            say("Co-operation"),
            ask=say("With whom, about what, what helped and what stood in the way."),
            parts=(Told.PARTNERS,),
        ),
        ReportSection(
            "results",
            say("Results"),
            ask=say("What the figures below say, in your own words."),
        ),
        ReportSection(
            "enquiries",
            say("Enquiries"),
            ask=say("Who asked for a place, and what has changed over time."),
            parts=(Figure("enquiries_by_source"), Figure("enquiries_by_organisation", drawn=False)),
            level=2,
        ),
        ReportSection(
            "volume",
            say("Volume"),
            ask=say("How many came, and where they went."),
            suggestion=OUTCOME,
            parts=(
                RESULTS_BY_SEX,
                Figure("target_against_result"),
                Figure("employment_by_subsidy"),
                Figure("share_of_full_time"),
                Figure("jobs_by_sector", drawn=False),
                Figure("jobs_by_trade", drawn=False),
                Figure("studies_by_kind", drawn=False),
            ),
            level=2,
        ),
        ReportSection(
            "quality",
            say("What it has meant to the participants"),
            ask=say(
                "What participants have said. Quotes are chosen from those that they have "
                "agreed to, and stand without a name."
            ),
            parts=(
                Figure("own_life_situation"), Figure("own_support_quality"), Figure("own_influence")
            ),
            level=2,
        ),
        ReportSection(
            "future",
            say("Implementation and future"),
            ask=say("What goes on, with how many posts, and who takes over."),
        ),
        ReportSection(
            "counted", say("How it was counted"), parts=(Told.COUNTED,), written=False
        ),
    ),
)  # fmt: skip
