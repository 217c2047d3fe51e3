"""The pages of one's own log-in, and of those who look after who may get in."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from framsteg import access
from framsteg.actions import accounts, emergencies, log_reviews, staff, tokens
from framsteg.foundation.codes import FoundBy, LogOutcome, Part, Role, TokenScope
from framsteg.records.models import AccessLogEntry, RoleGrant, Staff
from tests.functional.stage import Team

SAFE = "konto/saker-inloggning/"

OWN: dict[str, dict[str, Any]] = {
    SAFE: {},
    f"{SAFE}totp/activate/": {},
    f"{SAFE}webauthn/": {},
    f"{SAFE}webauthn/add/": {},
    "konto/inloggningar/": {},
}
BY_COACH: dict[str, dict[str, Any]] = {
    "deltagare/<int:enrolment_id>/nodatkomst/": {},
    "insatser/<slug:key>/team/slutar/": {},
    "insatser/<slug:key>/team/slutar/<int:staff_id>/": {},
}
BY_ADMINISTRATOR: dict[str, dict[str, Any]] = {
    "medarbetare/": {},
    "medarbetare/<int:staff_id>/": {"staff_id": "invited"},
    "medarbetare/<int:staff_id>/stang/": {},
    "medarbetare/<int:staff_id>/ny-faktor/": {},
    "nycklar/": {},
    "nycklar/ny/": {},
}
BY_OFFICER = {
    "granskning/": {},
    "granskning/<int:log_id>/<slug:reason>/": {"reason": "no_task", "log_id": "opened"},
}
BY_ANYONE = {"konto/avbruten/": {}, "valkommen/<str:token>/": {"token": "invitation"}}
# The journeys of `test_safe_log_in.py` go through these: each needs a factor, or a log-in half way.
NOT_PAGES = {
    f"{SAFE}{rest}"
    for rest in (
        "authenticate/", "reauthenticate/", "totp/deactivate/", "recovery-codes/",
        "recovery-codes/generate/", "recovery-codes/download/", "webauthn/reauthenticate/",
        "webauthn/keys/<int:pk>/remove/", "webauthn/keys/<int:pk>/edit/", "webauthn/login/",
    )
} | {
    "konto/inloggningar/<int:session_id>/avsluta/", "konto/inloggningar/avsluta-alla/",
    "medarbetare/<int:staff_id>/bjud-in/", "medarbetare/<int:staff_id>/aterkalla/",
    "deltagare/<int:enrolment_id>/nodatkomst/<int:emergency_id>/avsluta/",
    *(f"konto/oidc/^(?P<provider_id>[^/]+)/{rest}" for rest in ("login/", "login/callback/")),
    *(
        f"konto/^saml/(?P<organization_slug>[^/]+)/{rest}"
        for rest in ("acs/", "acs/finish/", "sls/", "metadata/", "login/")
    ),
    "granskning/stickprov/",
    "nycklar/<int:token_id>/aterkalla/", "api/insatser/",
    "medarbetare/<int:staff_id>/oppna/", "medarbetare/<int:staff_id>/avsluta-roller/",
}  # fmt: skip


def ids(team: Team, administrator: Any) -> dict[str, Any]:
    """Somebody who is invited to the programme and has not come yet."""
    by = access.viewer_for(administrator, today=timezone.localdate(), where="tests")
    invited = staff.add(
        by=by, name="Nils Ny", email="nils@example.org", organisation_id=by.organisation_id
    )
    staff.grant(
        by=by, staff_id=invited, role=Role.EMPLOYMENT_SPECIALIST, programme_id=team.programme_id,
        starts_on=by.today,
    )  # fmt: skip
    token = accounts.invite(by=by, staff_id=invited, now=timezone.now())
    tokens.make(
        by=by, name="Kommunens uppföljning", programme_id=team.programme_id,
        scopes=[TokenScope.RESULTS], expires_on=by.today + timedelta(days=90), now=timezone.now(),
    )  # fmt: skip
    return {"staff_id:invited": invited, "token:invitation": token}


def officer(team: Team) -> Staff:
    """The data protection officer of Anna's organisation."""
    home = team.staff["Anna Ek"].organisation
    found = Staff.objects.filter(name="Odd Ström").first()
    if found is None:
        found = Staff.objects.create_user("odd@example.org", name="Odd Ström", organisation=home)
        RoleGrant.objects.create(
            staff=found, role=Role.DATA_PROTECTION_OFFICER, programme_id=team.programme_id,
            starts_on=timezone.localdate(),
        )  # fmt: skip
    return found


def log_ids(team: Team, known: dict[str, Any]) -> dict[str, Any]:
    """A reading that was looked at, a sample, and emergency access that goes on."""
    by, case, now = team.viewer("Bo Berg"), known["enrolment_id"], timezone.now()
    access.case_file(by, case)
    emergencies.take(
        by=by, enrolment_id=case, parts=[Part.SUPPORT_NEEDS], hours=2, now=now,
        reason="Hittad medvetslös, vi måste veta vilka mediciner.",
    )  # fmt: skip
    log_id = AccessLogEntry.unscoped.filter(enrolment_id=case, staff_id=by.staff_id).latest("pk").pk
    odd = access.viewer_for(officer(team), today=timezone.localdate(), where="tests")
    log_reviews.record(
        by=odd, log_id=log_id, found_by=FoundBy.NO_TASK, outcome=LogOutcome.ASKED,
        note="Frågat Bo, som täckte för en kollega.", now=now,
    )  # fmt: skip
    soon = now + timedelta(minutes=1)
    log_reviews.draw(by=odd, since=now - timedelta(days=1), until=soon, seed=1, now=now)
    return {"log_id:opened": log_id}
