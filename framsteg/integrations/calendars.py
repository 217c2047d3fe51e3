"""iCalendar (RFC 5545): one's own meetings as a feed, and a meeting as an invitation.

Nothing that leaves this way tells of a person, an employer or what was said: an event is called
"Möte" and its place is a kind of place.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from framsteg.access.reading.calendar import Slot
from framsteg.foundation.labels import label
from framsteg.foundation.text import Text, say

ZONE = ZoneInfo("Europe/Stockholm")
PRODUCT = "-//Framsteg//Framsteg//SV"
MEETING = say("Meeting")
DOMAIN = "framsteg"

Render = Callable[[Text], str]


def feed(slots: Iterable[Slot], *, render: Render) -> bytes:
    """A calendar to follow, in the order of the slots. The same slots give the same bytes."""
    calendar = _calendar(render)
    calendar.add("x-wr-calname", "Framsteg")
    calendar.add("refresh-interval;value=duration", "PT1H")
    for slot in slots:
        calendar.add_component(_event(slot, render, _stamp(slot)))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def invitation(slot: Slot, *, organiser: str, guest: str, render: Render) -> bytes:
    """A request to come to one meeting, or word that it is cancelled, for one guest alone."""
    calendar = _calendar(render)
    calendar.add("method", "CANCEL" if slot.cancelled else "REQUEST")
    event = _event(slot, render, datetime.now(UTC))
    sender = vCalAddress(f"mailto:{organiser}")
    sender.params["CN"] = vText("Framsteg")
    event["organizer"] = sender
    receiver = vCalAddress(f"mailto:{guest}")
    receiver.params["PARTSTAT"] = vText("NEEDS-ACTION")
    receiver.params["ROLE"] = vText("REQ-PARTICIPANT")
    event["attendee"] = receiver
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _calendar(render: Render) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _event(slot: Slot, render: Render, stamp: datetime) -> Event:
    starts_at = slot.starts_at.astimezone(ZONE)
    event = Event()
    event.add("uid", f"{slot.uid}@{DOMAIN}")
    event.add("sequence", slot.sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", starts_at)
    event.add("dtend", (slot.starts_at + timedelta(minutes=slot.minutes)).astimezone(ZONE))
    event.add("summary", render(MEETING))
    event.add("location", render(label(slot.place)))
    event.add("status", "CANCELLED" if slot.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event


def _stamp(slot: Slot) -> datetime:
    """The stamp follows the contents and not the clock, so that an unchanged feed is unchanged.

    RFC 5545 3.8.7.2 asks for the moment of the last revision where there is no METHOD. The
    records hold no such moment: a second per revision before the start is later for each.
    """
    return slot.starts_at.astimezone(UTC) - timedelta(days=400) + timedelta(seconds=slot.sequence)
