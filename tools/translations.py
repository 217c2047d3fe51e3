"""Hold locale/sv/LC_MESSAGES/django.po to the texts in the code.

`check` fails on texts that are missing, untranslated, fuzzy or no longer used, and where a
translation has other placeholders than its text. `update` adds and removes texts, and compiles.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "locale" / "sv" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*(?:[:!][^{}]*)?\}")

MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "say"}

Key = tuple[str, str | None]


def collected() -> dict[Key, polib.POEntry]:
    """Every text marked in the code, found in a copy of it so that nothing here is touched."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        ignored = shutil.ignore_patterns("__pycache__", "static")
        shutil.copytree(ROOT / "framsteg", copy / "framsteg", ignore=ignored)
        (copy / "locale").mkdir()
        environment = {name: v for name, v in os.environ.items() if "FRAMSTEG_" not in name}
        environment |= {
            "PYTHONPATH": folder,
            "FRAMSTEG_DATA": str(copy / "var"),
            "DJANGO_SETTINGS_MODULE": "framsteg.config.settings",
        }
        command = [sys.executable, "-m", "django", "makemessages", "--locale=sv", "--verbosity=0"]
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        return {_key(e): e for e in polib.pofile(str(copy / SOURCE.relative_to(ROOT)))}


def committed() -> polib.POFile:
    return polib.pofile(str(SOURCE), wrapwidth=100)


def faults() -> Iterator[str]:
    used = collected()
    have = {_key(entry): entry for entry in committed() if not entry.obsolete}
    for key, entry in used.items():
        if key not in have:
            yield f"missing: {entry.msgid!r} ({_where(entry)})"
        elif entry.msgid_plural != have[key].msgid_plural:
            yield f"plural differs: {entry.msgid!r} ({_where(entry)})"
    for key, entry in have.items():
        if key not in used:
            yield f"no longer used: {entry.msgid!r}"
        elif entry.fuzzy or not entry.translated():
            yield f"not translated: {entry.msgid!r}"
        elif not _same_placeholders(entry):
            yield f"other placeholders: {entry.msgid!r}"
    yield from (f"obsolete: {entry.msgid!r}" for entry in committed() if entry.obsolete)
    yield from _out_of_sight()


def _out_of_sight() -> Iterator[str]:
    """Texts inside an f-string: the collector of texts does not look there."""
    for path in sorted((ROOT / "framsteg").rglob("*.py")):
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(string, ast.JoinedStr):
                continue
            for call in ast.walk(string):
                if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                    continue
                if call.func.id in MARKS:
                    yield f"inside an f-string: {path.relative_to(ROOT)}:{call.lineno}"


def update() -> None:
    used = collected()
    po = committed()
    have = {_key(entry) for entry in po}
    kept = [entry for entry in po if _key(entry) in used and not entry.obsolete]
    added = [_bare(entry) for key, entry in used.items() if key not in have]
    po[:] = sorted(kept + added, key=lambda entry: entry.msgid.lower())
    po.save(str(SOURCE))
    po.save_as_mofile(str(SOURCE.with_suffix(".mo")))
    print(f"{len(added)} texts to translate in {SOURCE.relative_to(ROOT)}")


def _bare(entry: polib.POEntry) -> polib.POEntry:
    """The text alone: where it stands in the code would change with every edit."""
    return polib.POEntry(
        msgid=entry.msgid,
        msgctxt=entry.msgctxt,
        msgid_plural=entry.msgid_plural,
        msgstr_plural={0: "", 1: ""} if entry.msgid_plural else {},
    )


def _same_placeholders(entry: polib.POEntry) -> bool:
    """A plural may leave out its number in one form; nothing may be invented."""
    given = {*PLACEHOLDER.findall(entry.msgid), *PLACEHOLDER.findall(entry.msgid_plural or "")}
    if entry.msgid_plural:
        return all(set(PLACEHOLDER.findall(t)) <= given for t in entry.msgstr_plural.values())
    return set(PLACEHOLDER.findall(entry.msgstr)) == given


def _key(entry: polib.POEntry) -> Key:
    return entry.msgid, entry.msgctxt


def _where(entry: polib.POEntry) -> str:
    return ", ".join(f"{file}:{line}" for file, line in entry.occurrences[:2])


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    else:
        found = list(faults())
        print("\n".join(found))
        sys.exit(1 if found else 0)
