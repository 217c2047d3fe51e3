"""The network map as a drawing: the person in the middle, the others in rings around.

Only geometry stands here, in the drawing's own units. Each ring has as many orbits as its people
need, so no two marks touch; names stand in two columns beside the rings (wide), or as the numbers
that the table below explains (narrow).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from framsteg.foundation.plan_codes import Ring

RINGS = tuple(Ring)
FIRST, LAST, STEP = 54.0, 150.0, 24.0
ROOM = 27.0  # along an orbit, for one mark
MARK = 11.0
ROW = 24.0  # between two names in a column
SHAPES = ("circle", "square", "diamond", "triangle", "hexagon", "octagon")
WIDE_SCALE = 1.3
NAMES = 180.0  # beside the rings, for the longest name


@dataclass(frozen=True)
class Spot:
    """Where one person's mark stands."""

    x: float
    y: float


@dataclass(frozen=True)
class Label:
    """Where one person's name begins (right column) or ends (left column)."""

    x: float
    y: float
    left: bool


@dataclass(frozen=True)
class Layout:
    width: float
    height: float
    centre: Spot
    bounds: tuple[float, ...]  # the radius of each ring's outer edge, from inside out
    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]


def layout(rings: Sequence[Ring], *, wide: bool) -> Layout:
    """Places one mark for each person, given their rings in order (neighbours stay neighbours)."""
    scale = WIDE_SCALE if wide else 1.0
    orbits, radii = _orbits([rings.count(ring) for ring in RINGS])
    reach = (radii[-1] + MARK + 8) * scale
    rows = math.ceil(len(rings) / 2) if wide else 0
    height = max(2 * reach, rows * ROW + 24) + 8
    width = 2 * (reach + NAMES) if wide else 2 * reach
    centre = Spot(width / 2, height / 2)
    spots = _spots(rings, orbits, [r * scale for r in radii], centre)
    return Layout(
        width=width,
        height=height,
        centre=centre,
        bounds=tuple(bound * scale for bound in _bounds(orbits, radii)),
        spots=spots,
        labels=_labels(spots, centre, reach, height) if wide else (),
    )


def outline(shape: str, spot: Spot, size: float) -> str:
    """The path of one mark, filling its room about alike whatever the shape."""
    if shape == "circle":
        return (
            f"M{spot.x - size:.1f} {spot.y:.1f}a{size:.1f} {size:.1f} 0 1 0 {2 * size:.1f} 0"
            f"a{size:.1f} {size:.1f} 0 1 0 {-2 * size:.1f} 0z"
        )
    corners, turn, grow = {
        "square": (4, math.pi / 4, 1.2),
        "diamond": (4, 0.0, 1.25),
        "triangle": (3, -math.pi / 2, 1.35),
        "hexagon": (6, 0.0, 1.1),
    }.get(shape, (8, math.pi / 8, 1.05))
    points = [
        (
            spot.x + size * grow * math.cos(turn + 2 * math.pi * n / corners),
            spot.y + size * grow * math.sin(turn + 2 * math.pi * n / corners),
        )
        for n in range(corners)
    ]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"


def _orbits(counts: Sequence[int]) -> tuple[list[int], list[float]]:
    """How many orbits each ring has, and the radius of each orbit from inside out."""
    orbits = [1] * len(RINGS)
    while True:
        n = sum(orbits)
        step = max(STEP, (LAST - FIRST) / (n - 1))
        radii = [FIRST + step * k for k in range(n)]
        for ring, count in enumerate(counts):
            mine = radii[sum(orbits[:ring]) : sum(orbits[: ring + 1])]
            if count > sum(map(_capacity, mine)):
                orbits[ring] += 1
                break
        else:
            return orbits, radii


def _capacity(radius: float) -> int:
    return int(2 * math.pi * radius // ROOM)


def _bounds(orbits: Sequence[int], radii: Sequence[float]) -> list[float]:
    last = [radii[sum(orbits[: ring + 1]) - 1] for ring in range(len(RINGS))]
    following = [radii[sum(orbits[: ring + 1])] for ring in range(len(RINGS) - 1)]
    between = [(a + b) / 2 for a, b in zip(last, following, strict=False)]
    return [*between, radii[-1] + MARK + 6]


def _spots(
    rings: Sequence[Ring], orbits: Sequence[int], radii: Sequence[float], centre: Spot
) -> tuple[Spot, ...]:
    found: dict[int, Spot] = {}
    for ring, code in enumerate(RINGS):
        people = [n for n, one in enumerate(rings) if one is code]
        mine = radii[sum(orbits[:ring]) : sum(orbits[: ring + 1])]
        begins = 0
        for k, (radius, share) in enumerate(zip(mine, _shares(len(people), mine), strict=True)):
            turn = -math.pi / 2 + 0.7 * ring + 0.35 * k
            for place, n in enumerate(people[begins : begins + share]):
                angle = turn + 2 * math.pi * place / share
                found[n] = Spot(
                    centre.x + radius * math.cos(angle), centre.y + radius * math.sin(angle)
                )
            begins += share
    return tuple(found[n] for n in range(len(rings)))


def _shares(people: int, radii: Sequence[float]) -> list[int]:
    """The people of one ring over its orbits, in proportion to their length."""
    shares, left = [], people
    for k, radius in enumerate(radii):
        rest = sum(radii[k:])
        share = min(_capacity(radius), left, math.ceil(left * radius / rest))
        room_after = sum(map(_capacity, radii[k + 1 :]))
        shares.append(max(share, left - room_after))
        left -= shares[-1]
    return shares


def _labels(spots: Sequence[Spot], centre: Spot, reach: float, height: float) -> tuple[Label, ...]:
    """Names in two columns, the left half of the people to the left, none upon another."""
    order = sorted(range(len(spots)), key=lambda n: (spots[n].x, spots[n].y))
    half = len(order) // 2
    found: dict[int, Label] = {}
    for people, left in ((order[:half], True), (order[half:], False)):
        people = sorted(people, key=lambda n: (spots[n].y, spots[n].x))
        for n, y in zip(people, _apart([spots[n].y for n in people], height), strict=True):
            found[n] = Label(centre.x + (-reach if left else reach), y, left)
    return tuple(found[n] for n in range(len(spots)))


def _apart(wished: Sequence[float], height: float) -> list[float]:
    """The wished heights, pushed apart until a row fits between each two, inside the drawing."""
    top, bottom = ROW / 2, height - ROW / 2
    placed: list[float] = []
    for y in wished:
        placed.append(max(y, placed[-1] + ROW if placed else top))
    limit = bottom
    for n in range(len(placed) - 1, -1, -1):
        placed[n] = min(placed[n], limit)
        limit = placed[n] - ROW
    return placed
