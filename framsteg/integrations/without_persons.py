"""Names, phone numbers and addresses of mail taken out of an advertisement's words.

An advertisement is kept for the job's and the employer's sake. Whom to call is looked up where it
was published, when somebody is to call. What might be a person is taken away rather than kept: a
sentence that asks the reader to contact somebody goes as a whole.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_MAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.I)
_PHONE = re.compile(r"(?<![\w/])(?:\+46|0046|0)[\s(/–-]*\d(?:[\s()/–-]*\d){5,10}(?!\w)")
_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)")
_CONTACT = re.compile(
    r"kontakt|frågor|fråga|upplysning|ring |ringa|hör av dig|mejl|mail|facklig|rekryterande|"
    r"rekryterare|ansvarig|chef|handledare|nås på|telefon|tel\b|tfn|mobil|contact|recruit|phone",
    re.I,
)
_NAME = re.compile(r"\b[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?\s+(?:[vd]on |af |de )?"
                   r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?\b")  # fmt: skip
_GIVEN = frozenset(
    "anna maria eva karin kristina lena sara emma malin johanna linda jenny elin ulla ingrid "
    "susanne marie helena annika monica birgitta camilla sofia sofie cecilia ida amanda elsa "
    "hanna matilda josefin frida lisa åsa ann anette carina charlotte caroline pia petra maja "
    "julia klara linnea alice erik lars karl anders per johan nils carl jan lennart hans olof "
    "gunnar sven peter bengt fredrik bo daniel andreas stefan mikael michael magnus mats "
    "mattias martin thomas tomas jonas björn christer kenneth robert patrik henrik niklas "
    "david oscar oskar alexander simon filip viktor victor emil axel gustav joakim ulf roger "
    "håkan göran leif tommy marcus markus kent ali mohamed mohammed ahmed fatima".split()
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n")


def without_persons(text: str, names: Iterable[str] = ()) -> str:
    """The text without those sentences; `names` are known persons, also taken out by themselves."""
    lines = []
    for line in text.split("\n"):
        kept = [part for part in _SENTENCE.split(line) if part and not _tells_of_a_person(part)]
        lines.append(" ".join(kept))
    told = _without("\n".join(lines), names)
    return re.sub(r"\n{3,}", "\n\n", told).strip()


def line_without_persons(line: str, names: Iterable[str] = ()) -> str:
    """A heading, which stays, without the numbers, the addresses and the known names in it."""
    for pattern in (_MAIL, _PHONE, _NUMBER):
        line = pattern.sub("", line)
    return _without(line, names).strip(" ,:;-–")


def _without(told: str, names: Iterable[str]) -> str:
    for name in sorted(set(names), key=len, reverse=True):
        told = re.sub(rf"\b{re.escape(name)}\b", "", told, flags=re.I)
    return re.sub(r"[ \t]{2,}", " ", told)


def names_of(hit: Mapping[str, Any]) -> set[str]:
    """The names that the service itself gives as contacts: whole, and each long enough part."""
    contacts = hit.get("application_contacts") or hit.get("application_contact") or []
    told = [contacts] if isinstance(contacts, dict) else contacts
    whole = {" ".join(str(one.get("name") or "").split()) for one in told if isinstance(one, dict)}
    parts = {part for name in whole for part in name.split() if len(part) > 2}
    return {name for name in whole | parts if name}


def _tells_of_a_person(sentence: str) -> bool:
    if _MAIL.search(sentence) or _PHONE.search(sentence) or _NUMBER.search(sentence):
        return True
    pairs = _NAME.findall(sentence)
    if any(pair.split()[0].lower().split("-")[0] in _GIVEN for pair in pairs):
        return True
    return bool(pairs) and bool(_CONTACT.search(sentence))
