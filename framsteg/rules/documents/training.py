"""Supported training: the forms of its first three steps and its follow-up.

Nätkraft used it when the vocational profile lacked a basis. It describes the person, the task and
the place together, in a real activity, with the person. Nothing in it is a score.
"""

from framsteg.foundation.codes import DocumentKind, Part
from framsteg.foundation.text import say
from framsteg.rules.documents.shape import DocumentShape, SectionShape, day, line, rows, writing

TRAINING_AGREEMENT = DocumentShape(
    kind=DocumentKind.TRAINING_AGREEMENT,
    lead=say("Which questions the training is to answer, where, for how long, and who does what."),
    part=Part.PROFILE,
    several=True,
    subject=say("Workplace or activity"),
    signed=True,
    review_months=1,
    sections=(
        SectionShape(
            "questions",
            say("Questions to answer"),
            Part.PROFILE,
            (
                writing("why", say("Why the profile lacks a basis"), explore=True),
                rows(
                    "questions",
                    say("What we want to find out"),
                    line("question", say("Question")),
                    line("how", say("How we find out")),
                    explore=True,
                ),
            ),
        ),
        SectionShape(
            "frame",
            say("Time and place"),
            Part.PROFILE,
            (
                day("from", say("First day")),
                day("to", say("Last day")),
                line("hours", say("Days and hours"), explore=True),
                line("supervisor", say("Supervisor at the place")),
                writing("promises", say("What each one promises"), explore=True),
            ),
        ),
    ),
)

COMPETENCE_PROFILE = DocumentShape(
    kind=DocumentKind.COMPETENCE_PROFILE,
    lead=say("What the person can and has done, told with the person before the activity begins."),
    part=Part.PROFILE,
    sections=(
        SectionShape(
            "can",
            say("What I can"),
            Part.PROFILE,
            (
                rows(
                    "skills",
                    say("What I can do"),
                    line("skill", say("What")),
                    line("learnt", say("Where I learnt it")),
                    line("since", say("When I last did it")),
                    explore=True,
                ),
                writing("learns", say("How I learn new things best"), explore=True),
            ),
        ),
        SectionShape(
            "day",
            say("Everyday life"),
            Part.PROFILE,
            (
                writing("week", say("How a week looks now")),
                writing("energy", say("What gives energy, and what takes it"), explore=True),
                writing("routines", say("Routines that work")),
            ),
        ),
        SectionShape(
            "support",
            say("Support that has worked before"),
            Part.SUPPORT_NEEDS,
            (
                writing("support", say("What has helped, and who gave it"), explore=True),
                writing("health", say("What the person wants us to know about health")),
            ),
        ),
    ),
)

WORKPLACE_PROFILE = DocumentShape(
    kind=DocumentKind.WORKPLACE_PROFILE,
    lead=say("How the place works: tasks, pace, people, sound and light, breaks, and what can be "
             "adapted."),
    part=Part.EMPLOYER_DEALINGS,
    several=True,
    subject=say("Workplace"),
    sections=(
        SectionShape(
            "tasks",
            say("Tasks"),
            Part.EMPLOYER_DEALINGS,
            (
                rows(
                    "tasks",
                    say("Tasks"),
                    line("task", say("Task")),
                    line("often", say("How often")),
                    line("demands", say("Pace and precision")),
                    line("with", say("With whom")),
                    explore=True,
                ),
                writing("carve", say("Tasks that can be put together anew")),
            ),
        ),
        SectionShape(
            "surroundings",
            say("Surroundings"),
            Part.EMPLOYER_DEALINGS,
            (
                writing("sound", say("Sound, light, smell, temperature")),
                writing("people", say("People: how many, how much one talks, customers"),
                        explore=True),
                line("hours", say("Hours and breaks"), explore=True),
                writing("safety", say("Safety and rules")),
                writing("unwritten", say("Unwritten rules")),
            ),
        ),
        SectionShape(
            "support",
            say("Support at the place"),
            Part.EMPLOYER_DEALINGS,
            (
                line("supervisor", say("Supervisor")),
                writing("natural", say("Colleagues who help by themselves"), explore=True),
                writing("adapt", say("What can be adapted")),
            ),
        ),
    ),
)  # fmt: skip

TRAINING_FOLLOW_UP = DocumentShape(
    kind=DocumentKind.TRAINING_FOLLOW_UP,
    lead=say("What the observations told, answered question by question, and what comes next."),
    part=Part.PROFILE,
    several=True,
    subject=say("Workplace or activity"),
    sections=(
        SectionShape(
            "answers",
            say("Answers to our questions"),
            Part.PROFILE,
            (
                rows(
                    "answers",
                    say("Questions and answers"),
                    line("question", say("Question")),
                    line("seen", say("What we saw")),
                    line("helps", say("What helps")),
                    explore=True,
                ),
                writing("own", say("The person's own view"), explore=True),
            ),
        ),
        SectionShape(
            "next",
            say("What comes next"),
            Part.PROFILE,
            (
                writing("profile", say("What goes into the vocational profile")),
                writing("next", say("Next step"), explore=True),
            ),
        ),
    ),
)
