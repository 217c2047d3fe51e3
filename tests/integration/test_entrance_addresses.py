"""What of the log-in library is open: log in, log out, passwords. Nothing else."""

import pytest

from tests.factories.world import World


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["email/", "confirm-email/", "password/set/"])
def test_nobody_changes_their_own_log_in_address(client, address):
    client.force_login(World().anna)

    assert client.get(f"/konto/{address}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["login/", "password/reset/"])
def test_the_way_in_is_open_to_all(client, address):
    assert client.get(f"/konto/{address}").status_code == 200


@pytest.mark.django_db
def test_nobody_signs_up_by_themselves(client):
    page = client.post("/konto/signup/", {"email": "ny@example.org", "password1": "x" * 20})

    assert "framsteg_session" not in page.cookies
