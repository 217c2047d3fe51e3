"""When a document may be written, kept, signed and ended."""

from datetime import date

from framsteg.foundation.codes import DocumentKind, SignedHow
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say
from framsteg.rules.documents.shape import DocumentShape


def may_start(
    *, shape: DocumentShape, subject: str, on: date, today: date, open_now: int
) -> Decision:
    """A new document; `open_now` counts those of the kind that have not ended."""
    if shape.several and not subject.strip():
        return deny(
            say("Fill in “{what}”, so that it can be told apart from others.", what=shape.subject)
        )
    if not shape.several and open_now:
        return deny(say("There is already one that is in use. Write in it, or end it first."))
    if on > today:
        return deny(say("The day has not come yet: {day}.", day=on))
    return ALLOW


def may_write(*, ended_on: date | None) -> Decision:
    """An ended document stays as it was."""
    if ended_on is not None:
        return deny(say("The document ended on {day}, and stays as it was.", day=ended_on))
    return ALLOW


def may_keep(*, shape: DocumentShape, answered: bool, ended_on: date | None) -> Decision:
    """Keep an edition: there must be something in it."""
    if not answered:
        return deny(say("Nothing is written in it yet. Write first, then keep an edition."))
    return may_write(ended_on=ended_on)


def may_sign(
    *,
    how: SignedHow,
    name: str,
    reason: str,
    kept_at: str,
    signed_on: date,
    made_on: date,
    today: date,
) -> Decision:
    """A signature on an edition; for somebody else only with a reason that is stated."""
    if not name.strip():
        return deny(say("Write the name of who signs."))
    if how is SignedHow.FOR_SOMEONE and not reason.strip():
        return deny(say("Say why somebody else signs. Without a reason it is not a signature."))
    if how is SignedHow.ON_PAPER and not kept_at.strip():
        return deny(say("Say where the signed paper is kept."))
    if signed_on > today:
        return deny(say("A signature cannot be given on a day that has not come yet."))
    if how is SignedHow.ON_SCREEN and signed_on < made_on:
        return deny(
            say("The edition was made on {day}; nobody signed it before that.", day=made_on)
        )
    return ALLOW


def may_end(*, started_on: date, ended_on: date | None, on: date, today: date) -> Decision:
    if ended_on is not None:
        return deny(say("The document ended on {day}.", day=ended_on))
    if on > today:
        return deny(say("The day has not come yet: {day}.", day=on))
    if on < started_on:
        return deny(say("It began on {day}, and cannot end before that.", day=started_on))
    return ALLOW


def offered(kind: DocumentKind, documents: tuple[DocumentKind, ...]) -> Decision:
    """Whether the programme's blueprint uses this document."""
    if kind in documents:
        return ALLOW
    return deny(say("This programme does not use that document."))
