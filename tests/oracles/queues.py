"""The waiting list, said slowly: call the one who has waited longest, again and again."""

from collections.abc import Iterable
from typing import Any


def in_waiting_order(enquiries: Iterable[Any]) -> list[Any]:
    left, called = list(enquiries), []
    while left:
        first = left[0]
        for enquiry in left[1:]:
            earlier = enquiry.received_on < first.received_on
            same_day = enquiry.received_on == first.received_on
            if earlier or (same_day and enquiry.id < first.id):
                first = enquiry
        left.remove(first)
        called.append(first)
    return called
