"""The vocational profile (yrkesprofil): a living document that the career is planned from.

Nothing here rates the person. What is not known is a question to explore, and what the person
wants to keep for themselves is left empty. Health and economy are parts of their own, so that
they can be shared apart, or not at all.
"""

from framsteg.foundation.codes import DocumentKind, Part
from framsteg.foundation.text import say
from framsteg.rules.documents.shape import (
    Choice,
    DocumentShape,
    SectionShape,
    choice,
    choices,
    line,
    number,
    occupations,
    rows,
    writing,
)

EDUCATION = (  # levels of SUN 2000, in own words
    Choice("none", say("Less than nine years")),
    Choice("compulsory", say("Compulsory school")),
    Choice("upper_secondary", say("Upper secondary school")),
    Choice("short_tertiary", say("After upper secondary, less than two years")),
    Choice("tertiary", say("After upper secondary, two years or more")),
    Choice("research", say("Research education")),
)
TRAVEL = (
    Choice("walk", say("On foot")),
    Choice("bicycle", say("By bicycle")),
    Choice("bus", say("By bus or train")),
    Choice("car", say("By car")),
    Choice("lift", say("With somebody else")),
)
TELL = (
    Choice("nothing", say("Nothing")),
    Choice("needs", say("What helps me at work, but not why")),
    Choice("some", say("Some of it")),
    Choice("all", say("Openly")),
    Choice("undecided", say("Not decided yet")),
)
TELL_WHEN = (
    Choice("before_interview", say("Before the interview")),
    Choice("interview", say("At the interview")),
    Choice("offer", say("When there is an offer")),
    Choice("later", say("When I have worked a while")),
    Choice("never", say("Never")),
)
PROFILE_PART = Part.PROFILE


def _section(key: str, title: object, *fields: object, part: Part = PROFILE_PART) -> SectionShape:
    return SectionShape(key, title, part, fields)  # type: ignore[arg-type]


PROFILE = DocumentShape(
    kind=DocumentKind.PROFILE,
    lead=say(
        "A living document. It is written together, a little at a time, and grows with what is "
        "tried. What nobody knows yet is a question to explore."
    ),
    part=Part.PROFILE,
    review_months=3,
    sections=(
        _section(
            "wishes",
            say("Wishes and interests"),
            writing("dream", say("What I would like to work with"), explore=True),
            occupations(
                "occupations",
                say("Occupations to look at"),
                hint=say("From the Swedish standard classification of occupations, SSYK 2012."),
                explore=True,
            ),
            writing("interests", say("What I like doing"), explore=True),
            writing("not", say("What I do not want")),
        ),
        _section(
            "experience",
            say("Experience"),
            rows(
                "jobs",
                say("What I have done"),
                line("what", say("What")),
                line("where", say("Where")),
                line("when", say("When")),
                line("learnt", say("What I learnt, and what I liked")),
                explore=True,
            ),
            writing("else", say("What I have done outside work that is good to know")),
        ),
        _section(
            "education",
            say("Education"),
            choice("level", say("Highest completed education"), EDUCATION),
            rows(
                "courses",
                say("Education and courses"),
                line("what", say("What")),
                line("where", say("Where")),
                line("when", say("When")),
            ),
            line("licences", say("Driving licence and other certificates")),
            line("languages", say("Languages")),
            writing("learn", say("What I would like to learn")),
        ),
        _section(
            "strengths",
            say("Strengths, with examples"),
            rows(
                "strengths",
                say("Strengths"),
                line("strength", say("What I am good at")),
                line("example", say("A time when it showed")),
                hint=say("Each with an example from real life: at work, at home, with others."),
                explore=True,
            ),
            writing("others", say("What others say that I am good at")),
        ),
        _section(
            "works_best",
            say("I work best when"),
            writing("surroundings", say("Surroundings: sound, light, people, pace"), explore=True),
            writing("instruction", say("How I want to be told and shown"), explore=True),
            writing("day", say("How a good working day looks")),
            writing("manager", say("What I want from a manager and colleagues")),
        ),
        _section(
            "support",
            say("Support and strategies"),
            rows(
                "strategies",
                say("What helps"),
                line("situation", say("When")),
                line("helps", say("This helps")),
                line("who", say("Who does it")),
                explore=True,
            ),
            writing("coach", say("What I want my coach to do, and not to do")),
        ),
        _section(
            "health",
            say("Health, and what to do when it gets worse"),
            writing(
                "tell",
                say("What I want others to know about my health"),
                hint=say("The person decides what stands here. It may be empty."),
            ),
            writing("signs", say("Signs that it is getting worse")),
            writing("do", say("What to do then, and whom to call")),
            part=Part.SUPPORT_NEEDS,
        ),
        _section(
            "disclosure",
            say("What to tell an employer, and when"),
            choice("how_much", say("How much I want to tell"), TELL),
            choice("when", say("When"), TELL_WHEN),
            line("who_tells", say("Who tells it")),
            writing("words", say("In these words")),
            writing("not", say("This is never told")),
        ),
        _section(
            "hours",
            say("Hours and travel"),
            number("hours", say("Hours a week to begin with"), say("hours"), explore=True),
            line("hours_later", say("Hours in the longer run")),
            line("times", say("Times of the day and the week that suit"), explore=True),
            choices("travel", say("How I get there"), TRAVEL, explore=True),
            line("distance", say("How far I can travel")),
        ),
        _section(
            "economy",
            say("Questions about money"),
            writing("questions", say("What I wonder about"), explore=True),
            writing("asked", say("Whom we have asked, and what they said")),
            part=Part.INCOME,
        ),
        _section(
            "network",
            say("People who can help"),
            writing("people", say("Who knows of jobs, or can help in another way"), explore=True),
        ),
        _section(
            "career",
            say("Career plan"),
            writing("now", say("Now: the first step"), explore=True),
            writing("then", say("Then: within a year or so")),
            writing("later", say("Later: where I want to be")),
        ),
    ),
)

PERSONAL_DESCRIPTION = DocumentShape(
    kind=DocumentKind.PERSONAL_DESCRIPTION,
    lead=say(
        "Made from the profile, and then changed as the person wants. It holds nothing of health "
        "or money unless somebody writes it there."
    ),
    part=Part.PROFILE,
    several=True,
    subject=say("Made for"),
    for_others=True,
    sections=(
        _section(
            "about",
            say("About me"),
            line("heading", say("What I am looking for")),
            writing("presentation", say("Presentation")),
            line("contact", say("How to reach me")),
        ),
        _section(
            "experience",
            say("Experience"),
            rows(
                "jobs",
                say("Work and other experience"),
                line("when", say("When")),
                line("what", say("What")),
                line("where", say("Where")),
                line("learnt", say("What I did and learnt")),
            ),
        ),
        _section(
            "education",
            say("Education"),
            rows(
                "courses",
                say("Education and courses"),
                line("when", say("When")),
                line("what", say("What")),
                line("where", say("Where")),
            ),
            line("licences", say("Driving licence and other certificates")),
            line("languages", say("Languages")),
        ),
        _section(
            "strengths",
            say("Strengths"),
            rows(
                "strengths",
                say("Strengths"),
                line("strength", say("What I am good at")),
                line("example", say("A time when it showed")),
            ),
            writing("works_best", say("I work best when")),
        ),
        _section(
            "references",
            say("References"),
            rows(
                "references",
                say("References"),
                line("name", say("Name")),
                line("relation", say("Knows me from")),
                line("contact", say("How to reach them")),
                hint=say("Only people who have said yes to being asked."),
            ),
        ),
    ),
)
