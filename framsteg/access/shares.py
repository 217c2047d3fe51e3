"""What stands in place of a part that is not shared."""

from enum import Enum
from typing import Literal


class Share(Enum):
    NOT_SHARED = "not shared"

    def __bool__(self) -> bool:
        return False


NOT_SHARED = Share.NOT_SHARED
NotShared = Literal[Share.NOT_SHARED]
