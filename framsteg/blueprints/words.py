"""A blueprint's own words: Swedish and English side by side, so no translation file is needed."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from framsteg.foundation.text import Text, say

Line = Annotated[str, Field(strict=True, min_length=1)]


class Strict(BaseModel):
    """Frozen, and refusing every key that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Strict):
    sv: Line
    en: Line

    @property
    def text(self) -> Text:
        """The words as a Text, so that the reader's language decides when they are shown."""
        # The Swedish translation of this message is "{words.sv}".
        return say("{words.en}", words=self)
