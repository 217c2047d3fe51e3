"""Which registrations are one person: for figures, where nobody is told who it is."""

from django.db.models import Exists, OuterRef

from framsteg.records.models import Participant, PersonAnswer, PersonMerge


def same_person() -> dict[int, int]:
    """By registration: the one that stands for the person. Who is registered once is left out.

    Two organisations have said that theirs are one person, or have put two files together while
    each kept its registration. Asked for all organisations at once (`wall.INSTALLATION`).
    """
    said = PersonAnswer.unscoped.filter(yes=True, parted_on=None)
    pairs = set(said.values_list("ask__enrolment__participant", "enrolment__participant"))
    there = Participant.unscoped.filter(pk=OuterRef("double_id_was"))
    merged = PersonMerge.unscoped.filter(Exists(there), undone_on=None)
    pairs |= set(merged.values_list("kept", "double_id_was"))
    stands_for: dict[int, int] = {}
    for one, other in sorted(pairs):
        first, second = sorted((_first(stands_for, one), _first(stands_for, other)))
        if first != second:
            stands_for[second] = first
    return {pk: _first(stands_for, pk) for pk in stands_for}


def _first(stands_for: dict[int, int], pk: int) -> int:
    while pk in stands_for:
        pk = stands_for[pk]
    return pk
