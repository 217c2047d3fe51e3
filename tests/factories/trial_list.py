"""A made-up list in the shape of the national trial 2011–2013: 900 people still enrolled, 32
sites, 103 coaches; 111 in work, 585 in some occupation, 315 in none. Nobody in it exists."""

import csv
import io
from datetime import date, timedelta

SITES, COACHES, PEOPLE = 32, 103, 900
WORK, OCCUPIED = 111, 585
HEADINGS = (
    "Kommun", "Löpnr", "Kön", "Födelseår", "Inskriven", "Coach", "Sysselsättning",
    "Anställningsform", "Sektor", "Sysselsättning från",
)  # fmt: skip

# How the other 474 were occupied; more than half of those who received someone are private.
_OTHERS = ("Praktik", "Praktik", "Studier", "Oavlönad sysselsättning")
_SECTORS = ("Privat", "Kommun", "Privat", "Landsting", "Privat")


def lines() -> list[dict[str, str]]:
    """One line a person. Sites start over two years, so some have people only in the second."""
    return [_line(number) for number in range(PEOPLE)]


def as_csv() -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines())
    return text.getvalue()


def _line(number: int) -> dict[str, str]:
    site = number % SITES
    enrolled_on = date(2011, 3, 1) + timedelta(days=site * 20 + number // SITES)
    # Which of the 900 are in work must not follow the order of sites.
    place = number * 367 % PEOPLE
    started_on = enrolled_on + timedelta(days=60 + number % 90)
    occupied = place < OCCUPIED
    if place < WORK:
        kind = "Arbete"
    elif occupied:
        kind = _OTHERS[place % len(_OTHERS)]
    else:
        kind = "Ingen"
    at_employer = place < WORK or kind == "Praktik"
    return {
        "Kommun": f"Ort {site + 1:02d}",
        "Löpnr": str(number + 1),
        "Kön": "Kvinna" if number % 2 else "Man",
        "Födelseår": str(1960 + number % 35),
        "Inskriven": enrolled_on.isoformat(),
        "Coach": f"Coach {_coach(number):03d}",
        "Sysselsättning": kind,
        "Anställningsform": ("Lönebidrag" if place % 3 else "Utan stöd") if place < WORK else "",
        "Sektor": _SECTORS[place % len(_SECTORS)] if at_employer else "",
        "Sysselsättning från": started_on.isoformat() if occupied else "",
    }


def _coach(number: int) -> int:
    """Each coach works at one site: three at every one, and four at the first seven."""
    site, round_ = number % SITES, number // SITES
    of_site = [c for c in range(COACHES) if c % SITES == site]
    return of_site[round_ % len(of_site)] + 1
