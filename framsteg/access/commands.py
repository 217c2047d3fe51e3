"""Who is looking when nobody has logged in: a command of the installation, or its worker."""

from datetime import date

from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Grant, Viewer, command_viewer, viewer_for
from framsteg.foundation.codes import Purpose, Role
from framsteg.records.models import Organisation, Programme, Staff


def viewer_for_command(
    programme_key: str | None, *, purpose: Purpose, today: date, where: str
) -> Viewer:
    """The viewer of a command for one programme, or (None) for every programme.

    It acts for the organisation that owns the programme; for all, for the owner of the first.
    Raises NotFound when there is no such programme, or none at all.
    """
    rows = Programme.objects.select_related("owner").order_by("pk")
    chosen = list(rows if programme_key is None else rows.filter(key=programme_key))
    if not chosen:
        raise NotFound
    return command_viewer(
        chosen[0].owner,
        programmes=[row.pk for row in chosen],
        purpose=purpose,
        today=today,
        where=where,
    )


def viewer_for_installation(*, today: date, where: str) -> Viewer:
    """The viewer of a command that sets the installation up, before there is any programme.

    It administers and sees no persons. With no organisation yet it acts for none (0).
    """
    first = Organisation.objects.order_by("pk").first()
    return Viewer(
        staff_id=None,
        name="framsteg",
        organisation_id=first.pk if first else 0,
        organisation_name=first.name if first else "",
        grants=frozenset({Grant(Role.ADMINISTRATOR, None)}),
        purpose=Purpose.ADMINISTRATION,
        today=today,
        where=where,
    )


def viewer_by_email(email: str, *, today: date, where: str) -> Viewer:
    """The viewer that a member of staff would be; NotFound for an address nobody logs in with."""
    person = Staff.objects.filter(email__iexact=email).first()
    if person is None:
        raise NotFound
    return viewer_for(person, today=today, where=where)
