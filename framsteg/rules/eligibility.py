"""Whether a programme is for a person: its conditions one by one, each a fact.

Never readiness, motivation or diagnosis. Whether someone belongs to the target group is what the
person says (or, where the programme does not leave it to the person, what they and the referrer
say), not something Framsteg works out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from framsteg.blueprints.schema import AgeRange, Blueprint
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import Text, say


@dataclass(frozen=True)
class ApplicantFacts:
    """What is known about someone who wants to take part. None: not asked yet.

    `within_age` is the person's own answer, for when the birth year alone cannot tell or is not
    known. `authorities` is how many of the programme's authorities they need efforts from.
    """

    birth_year: int | None = None
    within_age: bool | None = None
    authorities: int | None = None
    without_paid_work: bool | None = None
    enrolled_at_unit: bool | None = None
    wants_work: bool | None = None
    belongs: bool | None = None


class Met(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Condition:
    """One condition of the programme, what was given, and whether it is met."""

    key: str
    wording: Text
    given: Text
    met: Met


NOT_ASKED = say("Not asked yet")
YES = say("Yes")
NO = say("No")


def conditions(blueprint: Blueprint, facts: ApplicantFacts, *, on: date) -> tuple[Condition, ...]:
    """The programme's conditions in the order they are asked, judged on the day `on`."""
    return tuple(_conditions(blueprint, facts, on))


def may_accept(blueprint: Blueprint, facts: ApplicantFacts, *, on: date) -> Decision:
    """Whether every condition is met. One that nobody has asked about is not met yet."""
    judged = conditions(blueprint, facts, on=on)
    unmet = [condition.wording for condition in judged if condition.met is Met.NO]
    if unmet:
        return deny(
            say("The programme's conditions are not met: {conditions}.", conditions=_listed(unmet))
        )
    unknown = [condition.wording for condition in judged if condition.met is Met.UNKNOWN]
    if unknown:
        return deny(say("Ask about this first: {conditions}.", conditions=_listed(unknown)))
    return ALLOW


def within_age(limits: AgeRange, birth_year: int, *, on: date) -> Met:
    """Whether someone born that year is of age on a day; unknown when the birthday decides."""
    youngest, oldest = on.year - birth_year - 1, on.year - birth_year
    if (on.month, on.day) == (12, 31):
        youngest = oldest  # on the last day of the year everyone has had their birthday
    if limits.min <= youngest and oldest <= limits.max:
        return Met.YES
    if oldest < limits.min or limits.max < youngest:
        return Met.NO
    return Met.UNKNOWN


def is_of_age(limits: AgeRange, born_on: date, *, on: date) -> bool:
    """Whether someone born on a day is within the ages on another."""
    had_birthday = (on.month, on.day) >= (born_on.month, born_on.day)
    age = on.year - born_on.year - (0 if had_birthday else 1)
    return limits.min <= age <= limits.max


def _conditions(blueprint: Blueprint, facts: ApplicantFacts, on: date) -> Iterator[Condition]:
    asked = blueprint.eligibility
    yield _target_group(blueprint, facts)
    if asked.age is not None:
        yield _age(asked.age, facts, on)
    if asked.min_authorities is not None:
        yield _authorities(asked.min_authorities, facts)
    if asked.without_paid_work:
        wording = say("The person has no paid work")
        yield _answered("without_paid_work", wording, facts.without_paid_work)
    if asked.enrolled_at_units is not None:
        wording = asked.enrolled_at_units.words.text
        yield _answered("enrolled_at_unit", wording, facts.enrolled_at_unit)
    if asked.wants_work:
        wording = say("The person wants a job on the open labour market")
        yield _answered("wants_work", wording, facts.wants_work)


def _target_group(blueprint: Blueprint, facts: ApplicantFacts) -> Condition:
    asked = blueprint.eligibility
    if asked.own_judgement:
        wording = say(
            "The person sees themselves in the target group: {group}",
            group=asked.target_group.text,
        )
    else:
        wording = say("The person is in the target group: {group}", group=asked.target_group.text)
    return _answered("belongs", wording, facts.belongs)


def _age(limits: AgeRange, facts: ApplicantFacts, on: date) -> Condition:
    wording = say("Age {least}–{most} years", least=limits.min, most=limits.max)
    if facts.birth_year is None:
        return _answered("age", wording, facts.within_age)
    met = within_age(limits, facts.birth_year, on=on)
    given = say("Born in {year}", year=facts.birth_year)
    if met is not Met.UNKNOWN:
        return Condition("age", wording, given, met)
    if facts.within_age is None:
        given = say("Born in {year}: the birthday decides, so ask", year=facts.birth_year)
        return Condition("age", wording, given, Met.UNKNOWN)
    return _answered("age", wording, facts.within_age)


def _authorities(least: int, facts: ApplicantFacts) -> Condition:
    wording = say("The person needs efforts from at least {n} of the authorities", n=least)
    if facts.authorities is None:
        return Condition("authorities", wording, NOT_ASKED, Met.UNKNOWN)
    met = Met.YES if facts.authorities >= least else Met.NO
    return Condition("authorities", wording, say("Needs {n}", n=facts.authorities), met)


def _listed(texts: list[Text]) -> Text:
    """Several conditions in one sentence; they hold commas, so semicolons part them."""
    listed = texts[0]
    for text in texts[1:]:
        listed = say("{first}; {then}", first=listed, then=text)
    return listed


def _answered(key: str, wording: Text, answer: bool | None) -> Condition:
    if answer is None:
        return Condition(key, wording, NOT_ASKED, Met.UNKNOWN)
    return Condition(key, wording, YES if answer else NO, Met.YES if answer else Met.NO)
