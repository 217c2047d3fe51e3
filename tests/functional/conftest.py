"""A real browser against a real server, on a phone and at a desk.

`page = phone` or `desk`; a test that takes `screen` runs on both. Addresses are relative to the
site. A test fails when the browser writes an error to its console (a CSP violation is one), so
no page can be quietly broken.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

from tests.functional import stage

# Playwright's loop runs in this thread; Django would take its own calls for asynchronous ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1440, height=900)
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium: nothing is downloaded."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.exit("No Chromium: run tools/machine chromium, or name it in CHROMIUM", 3)
    return {**browser_type_launch_args, "executable_path": found, "args": QUIET.split()}


@contextmanager
def opened(browser: Browser, address: str, viewport: ViewportSize, **more: Any) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address,
        viewport=viewport,
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        reduced_motion="reduce",
        **more,
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # A page that answers 403, 404 or 409 on purpose is not a fault of the page.
        if message.type == "error" and "Failed to load resource" not in message.text:
            errors.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert not errors, f"The browser reported: {errors}"


@pytest.fixture
def desk(browser: Browser, live_server: Any) -> Iterator[Page]:
    with opened(browser, live_server.url, DESK) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[Page]:
    with opened(browser, live_server.url, PHONE, is_mobile=True, has_touch=True) as page:
        yield page


@pytest.fixture(params=["phone", "desk"])
def screen(request: pytest.FixtureRequest) -> Page:
    """The test runs twice: on a phone and at a desk."""
    page: Page = request.getfixturevalue(request.param)
    return page


@pytest.fixture
def without_javascript(browser: Browser, live_server: Any) -> Iterator[Page]:
    with opened(browser, live_server.url, DESK, java_script_enabled=False) as page:
        yield page


@pytest.fixture
def log_in(live_server: Any) -> Callable[[Page, Any], None]:
    """`log_in(page, staff)` without the log-in page, which has its own tests."""

    def log_in(page: Page, staff: Any) -> None:
        client = Client()
        client.force_login(staff)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])

    return log_in


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Figures and uploads of one test are not met by the next."""
    settings.SNAPSHOTS = tmp_path / "snapshots"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def utsikten(live_server: Any) -> stage.Team:
    """Utsikten with a coach each from the municipality, the region and the employment service."""
    return stage.start("utsikten")


@pytest.fixture
def natkraft(live_server: Any) -> stage.Team:
    """Nätkraft with its lead, who loads lists and sees every figure."""
    return stage.start("natkraft")


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with each breach of WCAG 2.2 AA: the rule, the place and what to do."""

    def check(page: Page) -> None:
        if lines := breaches(page):
            pytest.fail(f"axe on {page.url}:\n" + "\n".join(lines), pytrace=False)

    return check


WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def breaches(page: Page, rules: Any = WCAG) -> list[str]:
    """What axe finds on the page as it stands, a line for each rule and place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    violations = page.evaluate(f"axe.run({options}).then(found => found.violations)")
    return [
        f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}\n"
        f"    {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
