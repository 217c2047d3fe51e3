"""Pictures of the demo's pages, on a phone and a desk, for the documents: `make shots`.

A demo of its own is made in a temporary folder, served, looked at in the machine's Chromium and
removed. The pictures lie in docs/pictures, named after page and screen. Each shows one screenful,
in a window of fixed size; only the days in them differ from one run to the next.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from framsteg.config.demo import cast

PICTURES = Path("docs/pictures")
EXAMPLES = Path("examples")
SCREENS = {"phone": (390, 844), "desk": (1440, 900)}
LARGEST = 300_000  # bytes of a picture: the documents are read on phones too
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Headings that no programme uses but everybody understands once they are told.
STRANGE_LIST = (
    "Nr;K/M;Inskrivningsdatum;Vem;Hur gick det\n"
    "901;K;2013-02-04;Eget initiativ;Komvux från augusti\n"
    "902;M;2013-02-11;Anhörig;Letar vidare\n"
)

Visit = Callable[[Page], None]


def at(path: str) -> Visit:
    """Open a page by its address."""

    def visit(page: Page) -> None:
        answer = page.goto(path)
        if answer is None or not answer.ok:
            sys.exit(f"{path} did not open")

    return visit


def first_link(start: str, path: str) -> Visit:
    """Open the first page that the page at `start` links to below `path`."""

    def visit(page: Page) -> None:
        at(start)(page)
        page.locator(f"main a[href^='{path}']:visible").first.click()

    return visit


def first_person(page: Page) -> None:
    at("/deltagare/")(page)
    page.locator("#people tbody a").first.click()


def upload(file: Path) -> Visit:
    """Load a list of participants as far as the first step that waits for an answer."""

    def visit(page: Page) -> None:
        at("/listor/ny/")(page)
        page.set_input_files("input[name=file]", file)
        page.locator("main form button[type=submit]").first.click()

    return visit


def upload_faulty(page: Page) -> None:
    """As far as the faults, without explaining the words that are not known."""
    upload(EXAMPLES / "natkraft_fel.csv")(page)
    page.locator("main form a[href$='/granska/']").click()
    page.locator("#faults").evaluate("card => card.scrollIntoView()")


def upload_strange(page: Page) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "gammal-lista.csv"
        file.write_text(STRANGE_LIST, encoding="utf-8")
        upload(file)(page)


# Who looks, at what, and what the picture is called.
PAGES: tuple[tuple[str, str, Visit], ...] = (
    ("anna@example.org", "my-day", at("/")),
    ("anna@example.org", "participants", at("/deltagare/")),
    ("anna@example.org", "participant", first_person),
    ("anna@example.org", "contact", at("/kontakt/")),
    ("eva@example.org", "enquiry", first_link("/forfragningar/", "/forfragningar/1")),
    ("karin@example.org", "results", at("/resultat/natkraft/")),
    ("karin@example.org", "import-start", at("/listor/ny/")),
    ("karin@example.org", "import-columns", upload_strange),
    ("karin@example.org", "import-faults", upload_faulty),
    ("admin@example.org", "programme", at("/insatser/natkraft/")),
    ("admin@example.org", "blueprints", at("/mallar/")),
    ("ulla@example.org", "results-protected", at("/resultat/natkraft/")),
)


@contextmanager
def demo() -> Iterator[str]:
    """The address of a served demo."""
    with tempfile.TemporaryDirectory(prefix="framsteg-shots-") as folder:
        others = {name: value for name, value in os.environ.items() if "FRAMSTEG_" not in name}
        environment = {**others, "FRAMSTEG_DATA": folder}
        command = [sys.executable, "-m", "framsteg.config.cli"]
        subprocess.run([*command, "demo", "--quiet"], env=environment, check=True)
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
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            urlopen(address, timeout=5).close()
            return
        except OSError:  # not listening yet, or a busy machine
            time.sleep(0.3)
    sys.exit("The demo did not answer within two minutes")


def log_in(page: Page, email: str) -> None:
    page.goto("/konto/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", cast.PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/konto/login/" not in address)


def shoot(browser: Browser, address: str, screen: str, wanted: list[str]) -> int:
    """Take the wanted pictures on one screen, each reader logged in once; how many."""
    width, height = SCREENS[screen]
    chosen = [page for page in PAGES if not wanted or page[1] in wanted]
    for email in dict.fromkeys(email for email, _name, _visit in chosen):
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            color_scheme="light",
            reduced_motion="reduce",
        )
        page = context.new_page()
        log_in(page, email)
        for _email, name, visit in (each for each in chosen if each[0] == email):
            visit(page)
            page.wait_for_load_state("networkidle")
            keep(page, PICTURES / f"{name}-{screen}.png")
        context.close()
    return len(chosen)


def keep(page: Page, file: Path) -> None:
    page.screenshot(path=file, animations="disabled", caret="hide")
    if file.stat().st_size > LARGEST:
        sys.exit(f"{file} is {file.stat().st_size // 1000} kB; at most {LARGEST // 1000} kB")


def main(wanted: list[str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)))
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=sv-SE"],
            env={**os.environ, "LANGUAGE": "sv"},  # dates and file fields as Swedes see them
        )
        taken = sum(shoot(browser, address, screen, wanted) for screen in SCREENS)
        browser.close()
    print(f"{taken} pictures in {PICTURES}")


if __name__ == "__main__":
    main(sys.argv[1:])
