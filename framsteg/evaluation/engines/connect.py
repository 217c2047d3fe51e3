"""From a connection setting to an engine."""

import os
from collections.abc import Sequence

from framsteg.evaluation.engines import Engine
from framsteg.evaluation.sites import Site

SETTING = "FRAMSTEG_ENGINE"
"""`embedded`, or the address of a Spark master: `local[2]`, `spark://host:7077`, `yarn`…"""

EMBEDDED = "embedded"


def connect(sites: Sequence[Site], address: str | None = None) -> Engine:
    """The engine at an address, with the sites' tables; the embedded one when nothing is set."""
    address = address or os.environ.get(SETTING) or EMBEDDED
    if address == EMBEDDED:
        from framsteg.evaluation.engines.parquet import Sites

        return Sites(sites)
    from framsteg.evaluation.engines.spark import Spark

    return Spark(sites, address)
