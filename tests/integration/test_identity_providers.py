"""Log-in by an authority's identity provider, against providers in processes of their own."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialApp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.utils import timezone

from framsteg.actions import accounts, staff
from framsteg.config import providers
from framsteg.foundation.codes import Role
from framsteg.records.models import Staff
from tests.factories.world import World
from tests.fakes.saml_provider import ENTITY

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = (
    {"sub": "anna-1", "email": "anna@example.org"},
    {"sub": "anna-2", "email": "ANNA@example.org", "email_verified": False},
    {"sub": "nils-1", "email": "nils@example.org"},
    {"sub": "frank-1", "email": "frank@example.org", "personnummer": "199001012385"},
)


@pytest.fixture
def world(db: None) -> World:
    world = World(today=timezone.localdate())
    world.anna.email = "anna@example.org"
    world.anna.save()
    return world


def use(settings: Any, provider: dict[str, Any]) -> None:
    """As if the file held this one provider."""
    settings.IDENTITY_PROVIDERS = (providers.Provider(**provider),)
    settings.SOCIALACCOUNT_PROVIDERS = providers.as_allauth(settings.IDENTITY_PROVIDERS)


def inside(client: Client) -> bool:
    return client.get("/insatser/").status_code == 200


# ── OpenID Connect ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def oidc() -> Iterator[str]:
    """A provider's address; it knows `PEOPLE` by their claims."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    claims = [part for one in PEOPLE for part in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *claims]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _try in range(200):
            try:
                requests.get(f"{address}/.well-known/openid-configuration", timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def by_oidc(world: World, oidc: str, settings: Any) -> World:
    told = {"server": oidc, "client_id": "framsteg", "secret": "hemligt"}
    use(settings, {"id": "norrby", "name": "Norrby", "organisation": world.anna_org.name,
                   "oidc": told})  # fmt: skip
    return world


def log_in_by_oidc(client: Client, sub: str) -> Any:
    """Through the provider's own page, as a browser goes."""
    onward = client.post("/konto/oidc/norrby/login/")
    back = requests.post(onward["Location"], data={"sub": sub}, allow_redirects=False, timeout=10)
    there = urlsplit(back.headers["Location"])
    return client.get(f"{there.path}?{there.query}")


def test_the_log_in_page_names_the_organisations_own_log_in(by_oidc: World) -> None:
    page = Client().get("/konto/login/").content.decode()

    assert "Logga in med Norrby" in page
    assert 'action="/konto/oidc/norrby/login/"' in page


def test_a_known_colleague_gets_in_and_is_known_by_number_the_next_time(by_oidc: World) -> None:
    first, second = Client(), Client()

    log_in_by_oidc(first, "anna-1")
    by_oidc.anna.email = "anna.ny@example.org"
    by_oidc.anna.save()
    log_in_by_oidc(second, "anna-1")

    assert inside(first)
    assert inside(second)
    tied = SocialAccount.objects.get()
    assert (tied.user, tied.uid, tied.extra_data) == (by_oidc.anna, "anna-1", {})
    assert not SocialApp.objects.exists()


def test_a_stranger_gets_no_account_and_nothing_is_kept_of_them(by_oidc: World) -> None:
    client, before = Client(), Staff.objects.count()

    answer = log_in_by_oidc(client, "frank-1")

    assert answer.status_code == 403
    assert "Du har ingen väg in här än" in answer.content.decode()
    assert not inside(client)
    assert Staff.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_an_address_that_the_provider_has_not_verified_is_not_believed(by_oidc: World) -> None:
    client = Client()

    assert log_in_by_oidc(client, "anna-2").status_code == 403
    assert not inside(client)


def test_a_provider_vouches_for_its_own_organisations_staff_only(
    by_oidc: World, settings: Any, oidc: str
) -> None:
    told = {"server": oidc, "client_id": "framsteg", "secret": "hemligt"}
    use(settings, {"id": "norrby", "name": "Region", "organisation": by_oidc.bo_org.name,
                   "oidc": told})  # fmt: skip
    client = Client()

    assert log_in_by_oidc(client, "anna-1").status_code == 403
    assert not inside(client)


@pytest.mark.parametrize("how", ["closed", "moved"])
def test_who_has_left_the_organisation_is_out_although_the_provider_knows_them(
    by_oidc: World, how: str
) -> None:
    log_in_by_oidc(Client(), "anna-1")
    if how == "closed":
        agnes = by_oidc.staff("Agnes", by_oidc.anna_org, Role.ADMINISTRATOR)
        by = by_oidc.viewer(agnes)
        accounts.shut(by=by, staff_id=by_oidc.anna.pk, now=timezone.now())
    else:
        by_oidc.anna.organisation = by_oidc.bo_org
        by_oidc.anna.save()
    client = Client()

    assert log_in_by_oidc(client, "anna-1").status_code == 403
    assert not inside(client)


@pytest.mark.parametrize(("invited", "gets_in"), [(True, True), (False, False)])
def test_somebody_invited_gets_in_by_the_organisations_log_in(
    by_oidc: World, invited: bool, gets_in: bool
) -> None:
    agnes = by_oidc.viewer(by_oidc.staff("Agnes", by_oidc.anna_org, Role.ADMINISTRATOR))
    new = staff.add(
        by=agnes, name="Nils", email="nils@example.org", organisation_id=by_oidc.anna_org.pk
    )
    if invited:
        accounts.invite(by=agnes, staff_id=new, now=timezone.now())
    client = Client()

    log_in_by_oidc(client, "nils-1")

    assert inside(client) is gets_in
    assert Staff.objects.get(pk=new).is_active is gets_in
    assert not Staff.objects.get(pk=new).has_usable_password()


def test_the_providers_log_in_stands_for_the_second_factor(by_oidc: World, settings: Any) -> None:
    settings.SECOND_FACTOR = True
    client = Client()

    log_in_by_oidc(client, "anna-1")

    assert inside(client)


def test_an_answer_that_nobody_asked_for_opens_nothing(by_oidc: World) -> None:
    asked, other = Client(), Client()
    onward = asked.post("/konto/oidc/norrby/login/")
    back = requests.post(
        onward["Location"], data={"sub": "anna-1"}, allow_redirects=False, timeout=10
    )
    there = urlsplit(back.headers["Location"])

    answer = other.get(f"{there.path}?{there.query}")

    assert "Inloggningen gick inte igenom" in answer.content.decode()
    assert not inside(other)


def test_who_breaks_off_is_told_and_may_try_again(by_oidc: World) -> None:
    client = Client()

    onward = client.post("/konto/oidc/norrby/login/")
    state = parse_qs(urlsplit(onward["Location"]).query)["state"][0]

    answer = client.get(
        "/konto/oidc/norrby/login/callback/",
        {"error": "access_denied", "state": state},
        follow=True,
    )

    assert "Du loggade inte in" in answer.content.decode()
    assert not inside(client)


def test_nobody_ties_a_log_in_to_an_account_that_is_open_already(by_oidc: World) -> None:
    client = Client()
    client.force_login(by_oidc.bo)
    onward = client.post("/konto/oidc/norrby/login/?process=connect")
    back = requests.post(
        onward["Location"], data={"sub": "frank-1"}, allow_redirects=False, timeout=10
    )
    there = urlsplit(back.headers["Location"])

    assert client.get(f"{there.path}?{there.query}").status_code == 403
    assert not SocialAccount.objects.exists()


# ── SAML ───────────────────────────────────────────────────────────────────────────────────────


def _pair(folder: Path, name: str) -> tuple[Path, Path]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    whose, now = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]), datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(whose, whose, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    paths = folder / f"{name}.key", folder / f"{name}.crt"
    paths[0].write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    paths[1].write_bytes(certificate.public_bytes(pem))
    return paths


@pytest.fixture(scope="module")
def saml(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A provider's log-in address and its certificate."""
    key, certificate = _pair(tmp_path_factory.mktemp("saml"), "provider")
    command = [sys.executable, "-m", "tests.fakes.saml_provider", str(key), str(certificate)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        yield f"http://127.0.0.1:{port}/sso", certificate.read_text()
        process.terminate()


@pytest.fixture
def by_saml(world: World, saml: tuple[str, str], settings: Any) -> World:
    told = {"entity_id": ENTITY, "sso_url": saml[0], "certificate": saml[1]}
    use(settings, {"id": "regionen", "name": "Regionen", "organisation": world.anna_org.name,
                   "saml": told})  # fmt: skip
    return world


HOST = {"HTTP_HOST": "framsteg.example.org"}


def log_in_by_saml(client: Client, **told: str) -> Any:
    """Through the provider's form, as a browser posts it."""
    onward = client.post("/konto/saml/regionen/login/", **HOST)
    who = {"email": "anna@example.org", "uid": "anna-9", **told}
    form = requests.get(onward["Location"], params=who, timeout=10).text
    said = re.search(r'value="([^"]+)"', form)
    assert said is not None
    posted = client.post("/konto/saml/regionen/acs/", {"SAMLResponse": unescape(said[1])}, **HOST)
    return client.get(posted["Location"], **HOST)


def test_saml_lets_a_known_colleague_in_and_keeps_only_the_number(by_saml: World) -> None:
    first, second = Client(), Client()

    log_in_by_saml(first)
    log_in_by_saml(second, email="")

    assert inside(first)
    assert inside(second)
    tied = SocialAccount.objects.get()
    assert (tied.user, tied.uid, tied.extra_data) == (by_saml.anna, "anna-9", {})


@pytest.mark.parametrize("trick", ["unsigned", "altered", "late", "audience", "issuer"])
def test_saml_believes_no_answer_that_is_not_the_providers_own_to_this_site(
    by_saml: World, trick: str
) -> None:
    client = Client()

    answer = log_in_by_saml(client, trick=trick)

    assert "Inloggningen gick inte igenom" in answer.content.decode()
    assert not inside(client)
    assert not SocialAccount.objects.exists()


def test_saml_believes_no_other_key(
    by_saml: World, saml: tuple[str, str], settings: Any, tmp_path: Path
) -> None:
    _key, other = _pair(tmp_path, "other")
    told = {"entity_id": ENTITY, "sso_url": saml[0], "certificate": other.read_text()}
    use(settings, {"id": "regionen", "name": "R", "organisation": by_saml.anna_org.name,
                   "saml": told})  # fmt: skip
    client = Client()

    log_in_by_saml(client)

    assert not inside(client)


def test_saml_believes_an_answer_once(by_saml: World) -> None:
    """A copy of what the provider posted opens nothing in another browser."""
    first, thief = Client(), Client()
    onward = first.post("/konto/saml/regionen/login/", **HOST)
    who = {"email": "anna@example.org", "uid": "anna-9"}
    form = requests.get(onward["Location"], params=who, timeout=10).text
    said = unescape(re.search(r'value="([^"]+)"', form)[1])  # type: ignore[index]

    posted = thief.post("/konto/saml/regionen/acs/", {"SAMLResponse": said}, **HOST)
    thief.get(posted["Location"], **HOST)

    assert not inside(thief)


def test_saml_gives_a_stranger_no_account(by_saml: World) -> None:
    client = Client()

    answer = log_in_by_saml(client, email="frank@example.org", uid="frank")

    assert answer.status_code == 403
    assert not SocialAccount.objects.exists()


def test_saml_tells_a_provider_about_the_site(by_saml: World) -> None:
    told = Client().get("/konto/saml/regionen/metadata/", **HOST)

    assert told.status_code == 200
    assert b"/konto/saml/regionen/acs/" in told.content
