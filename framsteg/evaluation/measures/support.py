"""How close and how much the support is: contacts, where they take place, how soon they come."""

from framsteg.evaluation.counts import Count, Counts, lengths, share
from framsteg.evaluation.measure import (
    ACROSS,
    IN_DAILY_WORK,
    PEOPLE_SERVED,
    Measure,
    Shape,
    SubsidisedJobs,
    Unit,
)
from framsteg.foundation.text import say

CONTACT_INTENSITY = Measure(
    name="contact_intensity",
    title=say("Contacts a month"),
    definition=say("Contacts with or about a participant for each month enrolled (30.4 days)."),
    numerator=say("Contacts logged in the window from the day of enrolment on."),
    denominator=PEOPLE_SERVED,
    window=say("Contacts and days enrolled in the window."),
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.EVENTS,
    counts=Counts(
        "contacted",
        (Count("n", total="contacts"), Count("of"), Count("people"), Count("days", total="days")),
    ),
    needs=("contacted",),
    groupings=ACROSS,
    unit=Unit.PER_MONTH,
)

SHARE_IN_COMMUNITY = Measure(
    name="share_in_community",
    title=say("Contacts out in the community"),
    definition=say(
        "Share of the contacts in person that took place in the community or at a workplace, and "
        "not in an office, a clinic or a home."
    ),
    numerator=say("Contacts in the community or at a workplace."),
    denominator=say("Contacts that took place somewhere: neither by phone nor in writing."),
    window=say("Contacts in the window from the day of enrolment on."),
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.EVENTS,
    counts=Counts(
        "contacted",
        (
            Count("n", total="outside"),
            Count("of", total="placed"),
            Count("left_out", total="remote"),
            Count("people", "has_placed"),
        ),
    ),
    needs=("contacted",),
    groupings=ACROSS,
    left_out=say("contacts at a distance"),
)

DAYS_TO_FIRST_CONTACT = Measure(
    name="days_to_first_contact",
    title=say("Days to the first contact"),
    definition=say(
        "Days from enrolment to the first contact logged: median and quartiles, over those who "
        "have had one."
    ),
    numerator=say("People with a contact on the day of enrolment or later."),
    denominator=say("People who enrolled in the window."),
    window=say("Enrolled in the window, contact before its end."),
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.DURATION,
    counts=lengths("contacted", where="is_newcomer"),
    needs=("contacted",),
    groupings=ACROSS,
    axis="days_to_contact",
    unit=Unit.DAYS,
)

ACTIVE_LATELY = Measure(
    name="active_lately",
    title=say("Contact in the last four weeks"),
    definition=say("Share of those enrolled who have had a contact in the last four weeks."),
    numerator=say("Of them, those with a contact in the last 28 days of the window."),
    denominator=say("People enrolled on the last day of the window."),
    window=say("The last 28 days of the window."),
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.SHARE,
    counts=share("is_recent", of="status = 'active'", relation="contacted"),
    needs=("contacted",),
    groupings=ACROSS,
)
