"""Numbers in place of identities, the same as long as the key is."""

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b


def pseudonym(key: bytes, kind: str, number: int) -> int:
    """A person's or thing's number in the snapshot: 64 bits, the same as long as the key is.

    `kind` keeps participant 7 apart from enrolment 7. Signed, as databases keep whole numbers.
    """
    digest = blake2b(
        number.to_bytes(8, "big"), digest_size=8, key=_fitting(key), person=kind.encode()[:16]
    )
    return int.from_bytes(digest.digest(), "big", signed=True)


@cache
def _fitting(key: bytes) -> bytes:
    """The key as the hash takes it; a longer one counts in full, not only its beginning."""
    return key if len(key) <= blake2b.MAX_KEY_SIZE else blake2b(key).digest()


class Pseudonyms:
    """Numbers in place of identities, each computed once: a person stands in many rows."""

    def __init__(self, key: bytes, kind: str) -> None:
        self._key, self._kind = key, kind
        self._known: dict[int | None, int | None] = {None: None}

    def __call__(self, number: int | None) -> int | None:
        if number not in self._known and number is not None:
            self._known[number] = pseudonym(self._key, self._kind, number)
        return self._known[number]


def coaches_by_pseudonym(staff_ids: Iterable[int], *, key: bytes) -> dict[str, int]:
    """From what stands under `coach` in an answer to the staff member, for who may see names."""
    return {str(pseudonym(key, "coach", staff_id)): staff_id for staff_id in staff_ids}
