"""What people are divided by, as columns of persons: from each one's first enrolment."""

from collections.abc import Callable

import numpy as np

from framsteg.evaluation.columns.arrays import NEVER, Coded, quarter_names, quarters, years
from framsteg.evaluation.columns.cases import Cases

_AGES = ((20, "under_20"), (25, "20_24"), (30, "25_29"), (40, "30_39"), (50, "40_49"))


def _first(cases: Cases, name: str) -> Coded:
    return cases.coded(name).take(cases.first)


def _age_group(cases: Cases) -> Coded:
    born = cases.numbers("birth_year").take(cases.first)
    ages = years(cases.since) - born
    codes = np.searchsorted([bound for bound, _ in _AGES], ages, side="right")
    codes[born == NEVER] = len(_AGES) + 1
    return Coded(codes, (*(name for _, name in _AGES), "50_up", "unknown"))


def _source_kind(cases: Cases) -> Coded:
    return _first(cases, "source_kind").filled("unknown")


def _source(cases: Cases) -> Coded:
    return _first(cases, "source").else_(_source_kind(cases))


def _organisation(cases: Cases) -> Coded:
    kind = _first(cases, "source_organisation_kind").else_(_source_kind(cases))
    return _first(cases, "source_organisation").else_(kind)


def _enrolled_year(cases: Cases) -> Coded:
    return quarter_names(quarters(cases.since)).called(lambda quarter: quarter[:4])


def _enrolled_quarter(cases: Cases) -> Coded:
    return quarter_names(quarters(cases.since))


def _method(cases: Cases) -> Coded:
    programmes = cases.files.coded("programmes", "programme")
    methods = cases.files.coded("programmes", "method")
    names = (None, *methods.names)
    method_of = {
        programmes.names[programme]: names[method + 1]
        for programme, method in zip(programmes.codes.tolist(), methods.codes.tolist(), strict=True)
    }
    return _first(cases, "programme").called(method_of.get).filled("unknown")


GROUPS: dict[str, Callable[[Cases], Coded]] = {
    "programme": lambda cases: _first(cases, "programme"),
    "sex": lambda cases: _first(cases, "sex"),
    "site": lambda cases: _first(cases, "site"),
    "age_group": _age_group,
    "source_kind": _source_kind,
    "source": _source,
    "organisation": _organisation,
    "enrolled_year": _enrolled_year,
    "enrolled_quarter": _enrolled_quarter,
    "method": _method,
}
