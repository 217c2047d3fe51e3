"""A drawing as pixels, for files that cannot hold SVG."""

import vl_convert

SCALE = 2.0


def png(svg: str) -> bytes:
    """The drawing at twice its size, so that print stays sharp."""
    made = vl_convert.svg_to_png(svg, scale=SCALE)
    assert isinstance(made, bytes)
    return made
