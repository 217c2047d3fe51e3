"""Fetch the web parts we ship but did not write, at development time: `python tools/vendor_web.py`.

Nothing here runs when Framsteg is installed or served: what it writes is committed. It needs
npm and writes `framsteg/web/static/vendor/` with a manifest of name, version, licence and
sha256, plus the theme that Designsystemet's own tool makes from `design/`.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "framsteg" / "web" / "static"
VENDOR = STATIC / "vendor"
OWN = STATIC / "framsteg"

DESIGNSYSTEMET = "@digdir/designsystemet-css@1.22.0"
THEME_TOOL = "@digdir/designsystemet@1.15.0"
FONT = "@fontsource-variable/atkinson-hyperlegible-next@5.3.0"
ICONS = "@phosphor-icons/core@2.1.1"

# Only the parts we use, in the order of Designsystemet's own index: 147 kB becomes 55.
STYLESHEETS = (
    "base alert button details dialog divider error-summary field fieldset input label link "
    "table tag validation-message"
).split()

ICON_NAMES = (
    "archive arrow-left arrow-right arrows-clockwise arrows-merge bell briefcase buildings "
    "calendar-blank calendar-check calendar-plus caret-down caret-right caret-up chart-bar "
    "chat-circle chat-text check check-circle circle clock coffee database desktop door-open "
    "dots-three download-simple envelope-simple export eye file-text flag flag-checkered "
    "folders footprints funnel gear globe graduation-cap hand-heart handshake heart hourglass "
    "house-line identification-card info key keyboard link-simple list list-checks "
    "lock-simple magnifying-glass map-pin medal moon note-pencil paperclip path pencil-simple "
    "phone plant plus printer question scales share-network shield-check sign-out "
    "sliders-horizontal squares-four stethoscope storefront student suitcase sun sun-horizon "
    "swap table target train translate trash tray upload-simple user user-circle user-plus "
    "users users-three video-camera warning warning-circle x"
).split()


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        entries = [copy_designsystemet(work), copy_font(work), copy_icons(work)]
        build_theme(work)
    manifest = json.dumps({"vendored": entries}, indent=2, ensure_ascii=False)
    (VENDOR / "manifest.json").write_text(manifest + "\n", encoding="utf-8")


def copy_designsystemet(work: Path) -> dict[str, object]:
    package = unpack(DESIGNSYSTEMET, work)
    source = package / "dist" / "src"
    home = fresh(VENDOR / "designsystemet")
    layers = "@layer ds.theme, ds.base, ds.components;"
    parts = [(source / f"{name}.css").read_text("utf-8") for name in STYLESHEETS]
    bundle = layers + "".join(
        layered(name, css) for name, css in zip(STYLESHEETS, parts, strict=True)
    )
    (home / "designsystemet.css").write_text(bundle, encoding="utf-8")
    shutil.copy(package / "LICENSE", home / "LICENSE")
    return entry(DESIGNSYSTEMET, "MIT", home, note="parts: " + " ".join(STYLESHEETS))


def layered(name: str, css: str) -> str:
    """One part in the layer that Designsystemet's index puts it in."""
    return f"@layer ds.{'base' if name == 'base' else 'components'}{{{css.strip()}}}\n"


def copy_font(work: Path) -> dict[str, object]:
    package = unpack(FONT, work)
    home = fresh(VENDOR / "atkinson-hyperlegible-next")
    for name in ("LICENSE", "files/atkinson-hyperlegible-next-latin-wght-normal.woff2"):
        shutil.copy(package / name, home / Path(name).name)
    return entry(FONT, "OFL-1.1", home)


def copy_icons(work: Path) -> dict[str, object]:
    """One sprite of the icons we use, so a page fetches a single small file."""
    package = unpack(ICONS, work)
    home = fresh(VENDOR / "phosphor")
    symbols = "".join(symbol(package / "assets" / "regular", name) for name in ICON_NAMES)
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'
    (home / "icons.svg").write_text(sprite, encoding="utf-8")
    shutil.copy(package / "LICENSE", home / "LICENSE")
    return entry(ICONS, "MIT", home, note=f"{len(ICON_NAMES)} icons, regular weight")


def symbol(folder: Path, name: str) -> str:
    drawing = (folder / f"{name}.svg").read_text("utf-8")
    body = re.fullmatch(r"<svg[^>]*>(.*)</svg>\s*", drawing, re.DOTALL)
    if body is None:
        raise SystemExit(f"{name}.svg is not a single svg element")
    return f'<symbol id="{name}" viewBox="0 0 256 256">{body.group(1)}</symbol>'


def build_theme(work: Path) -> None:
    """Our colours and type as Designsystemet's variables, from the file in design/."""
    config = ROOT / "design" / "designsystemet.config.json"
    tool = ["npm", "exec", "--yes", f"--package={THEME_TOOL}", "--", "designsystemet", "tokens"]
    create = [*tool, "create", "--config", str(config), "--out-dir", str(work / "tokens")]
    build = [*tool, "build", "-t", str(work / "tokens"), "-o", str(work / "css")]
    for command in (create, build):
        subprocess.run(command, check=True, cwd=work, stdout=subprocess.DEVNULL)
    theme = (work / "css" / "framsteg.css").read_text("utf-8")
    (OWN / "theme.css").write_text(light_on_paper(tightened(theme)), encoding="utf-8")


def tightened(css: str) -> str:
    """The same stylesheet without its indentation and blank lines."""
    return "\n".join(line.strip() for line in css.splitlines() if line.strip()) + "\n"


def light_on_paper(css: str) -> str:
    """Keep the dark colours to screens: a page printed at night is still black on white."""
    auto = "@media (prefers-color-scheme: dark)"
    css = css.replace(auto, auto.replace("@media ", "@media screen and "))
    dark = re.compile(r"^@layer ds\.theme\.color-scheme\.dark \{.*?^\}\n(?=@layer)", re.M | re.S)
    return dark.sub(lambda block: f"@media screen {{\n{block.group()}}}\n", css)


def unpack(package: str, work: Path) -> Path:
    packed = subprocess.run(
        ["npm", "pack", "--silent", package], check=True, cwd=work, capture_output=True, text=True
    )
    archive = work / packed.stdout.split()[-1]
    home = work / archive.stem
    with tarfile.open(archive) as tar:
        tar.extractall(home, filter="data")
    return home / "package"


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def entry(package: str, licence: str, home: Path, note: str = "") -> dict[str, object]:
    name, _, version = package.rpartition("@")
    files = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.iterdir())
    }
    return {"name": name, "version": version, "licence": licence, "note": note, "sha256": files}


if __name__ == "__main__":
    main()
