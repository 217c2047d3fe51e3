"""Pictures of the demo's pages, on a phone and a desk, for the README: `make shots`.

A demo of its own is made in a temporary folder, served, looked at in the machine's Chromium and
removed. The pictures lie in docs/pictures, named after page and screen.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from framsteg.config.demo import cast
from framsteg.foundation.codes import Role

PICTURES = Path("docs/pictures")
SCREENS = {"phone": (390, 844), "desk": (1440, 900)}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# A name, a path, and the link to follow from there where the address is not known beforehand.
PAGES = (
    ("my-day", "/", None),
    ("participants", "/deltagare/", None),
    ("participant", "/deltagare/", "main table a[href^='/deltagare/']"),
    ("enquiries", "/forfragningar/", None),
    ("employers", "/arbetsgivare/", None),
    ("results", "/resultat/", None),
    ("import", "/listor/", None),
)


@contextmanager
def demo() -> Iterator[str]:
    """The address of a served demo."""
    with tempfile.TemporaryDirectory(prefix="framsteg-shots-") as folder:
        others = {name: value for name, value in os.environ.items() if "FRAMSTEG_" not in name}
        environment = {**others, "FRAMSTEG_DATA": folder}
        command = [sys.executable, "-m", "framsteg.config.cli"]
        subprocess.run([*command, "demo"], env=environment, check=True)
        port = str(free_port())
        server = subprocess.Popen([*command, "serve", "--port", port], env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}/konto/login/")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urlopen(address, timeout=5).close()
            return
        except URLError:
            time.sleep(0.3)
    sys.exit("The demo did not answer within a minute")


def log_in(page: Page) -> None:
    lead = next(login for login in cast.LOGINS if login.role is Role.TEAM_LEAD)
    page.goto("/konto/login/")
    page.fill("input[name=login]", lead.email)
    page.fill("input[name=password]", cast.PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/")


def shoot(page: Page, screen: str) -> None:
    for name, path, link in PAGES:
        answer = page.goto(path)
        if link:
            page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
        if answer is None or not answer.ok:
            sys.exit(f"{path} did not open")
        page.screenshot(path=PICTURES / f"{name}-{screen}.png", full_page=screen == "phone")


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)))
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for screen, (width, height) in SCREENS.items():
            context = browser.new_context(
                base_url=address,
                viewport={"width": width, "height": height},
                locale="sv-SE",
                reduced_motion="reduce",
            )
            page = context.new_page()
            log_in(page)
            shoot(page, screen)
            context.close()
        browser.close()
    print(f"{len(PAGES) * len(SCREENS)} pictures in {PICTURES}")


if __name__ == "__main__":
    main()
