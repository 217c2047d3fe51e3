"""The two pages that are open to all, in both languages."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "language", "heading"),
    [
        ("/om/", "sv", "Om Framsteg"),
        ("/om/", "en", "About Framsteg"),
        ("/tillganglighet/", "sv", "Tillgänglighetsredogörelse"),
        ("/tillganglighet/", "en", "Accessibility statement"),
    ],
)
def test_page_is_open_without_log_in(
    client: Client, address: str, language: str, heading: str
) -> None:
    client.cookies["django_language"] = language

    page = client.get(address)

    assert page.status_code == 200
    assert heading in page.content.decode()
