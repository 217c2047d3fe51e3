"""Intervals for shares."""

from math import sqrt

LEVEL = 0.95
Z = 1.959963984540054
"""The normal distribution's point for 95 %, two-sided."""


def wilson(n: int, of: int) -> tuple[float, float]:
    """The 95 % interval for n of `of` by Wilson's score (1927): holds its level in small groups,
    and never leaves 0–1. ValueError when nobody is counted."""
    if not 0 <= n <= of or of == 0:
        raise ValueError(f"no share: {n} of {of}")
    p, spread = n / of, Z * Z / of
    middle = (p + spread / 2) / (1 + spread)
    reach = Z * sqrt((p * (1 - p) + spread / 4) / of) / (1 + spread)
    return max(0.0, middle - reach), min(1.0, middle + reach)
