"""What every entry of the settings has in common: no unknown names, nothing that cannot be printed."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from feedback_report.errors import ReportError
from feedback_report.settings.unprintable import UNPRINTABLE
from feedback_report.years import Year

_UNPRINTABLE = re.compile(f"{UNPRINTABLE}|[\ud800-\udfff]")


def _year(value: object) -> Year:
    try:
        return value if isinstance(value, Year) else Year.parse(value)
    except ReportError:
        raise ValueError("expected a financial year such as 2024/25") from None


YearLabel = Annotated[Year, BeforeValidator(_year)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*$")]


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @field_validator("*", mode="after")
    @classmethod
    def _can_be_printed(cls, value: Any) -> Any:
        texts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
        if any(isinstance(text, str) and _UNPRINTABLE.search(text) for text in texts):
            raise ValueError("holds a character that cannot be printed: remove it")
        return value
