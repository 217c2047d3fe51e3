"""Staff: added by an administrator, given roles over periods, able to log in or known by name."""

from datetime import date

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.reading.identity import NotFound
from framsteg.actions import recording
from framsteg.foundation.codes import Role
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import Programme, RoleGrant, Staff


@transaction.atomic
def add(
    *,
    by: Viewer,
    name: str,
    organisation_id: int,
    email: str | None = None,
    password: str | None = None,
) -> int:
    """Add someone. Without a password they cannot log in until they are invited; without an address

    they are known by name only.
    """
    require(by.may_administer())
    if email and Staff.objects.filter(email__iexact=email).exists():
        require(deny(say("Someone already logs in with this e-mail address.")))
    staff = Staff.objects.create_user(
        email,
        password,
        name=name,
        organisation_id=organisation_id,
        is_active=bool(email and password),
    )
    recording.note(staff, by=by, verb="staff.add", part=None, enrolment_id=None)
    return staff.pk


@transaction.atomic
def grant(
    *, by: Viewer, staff_id: int, role: Role, programme_id: int | None, starts_on: date
) -> None:
    """Give a role from a day on; giving it twice changes nothing."""
    require(by.may_administer())
    row, made = RoleGrant.objects.get_or_create(
        staff_id=staff_id,
        role=role,
        programme=Programme.objects.get(pk=programme_id) if programme_id else None,
        ends_on=None,
        defaults={"starts_on": starts_on},
    )
    if made:
        recording.note(
            row,
            by=by,
            verb="staff.grant",
            part=None,
            enrolment_id=None,
            changes={"role": [None, role.value], "programme": [None, programme_id]},
        )


@transaction.atomic
def revoke(*, by: Viewer, staff_id: int, role: Role, programme_id: int | None, on: date) -> None:
    """End a role; from `on` it no longer counts."""
    require(by.may_administer())
    row = RoleGrant.objects.filter(
        staff=staff_id, role=role, programme=programme_id, ends_on=None
    ).first()
    if row is None:
        raise NotFound
    row.ends_on = max(on, row.starts_on)
    row.save(update_fields=["ends_on"])
    recording.note(
        row,
        by=by,
        verb="staff.revoke",
        part=None,
        enrolment_id=None,
        changes={"role": [role.value, None], "programme": [programme_id, None]},
    )
