"""Codes of who somebody is: by what another organisation is asked whether it knows a person."""

from enum import StrEnum


class PersonKey(StrEnum):
    """What both organisations must have for the question to reach anybody."""

    NUMBER = "number"  # the personal identity number that the asking organisation has registered
    REFERENCE = "reference"  # the case number in the other organisation's programme
