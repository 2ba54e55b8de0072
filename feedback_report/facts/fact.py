"""One named fact: a value, the words that prose prints for it, and how it came about."""

import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from feedback_report.errors import ReportError
from feedback_report.wording import SUPPRESSED, escape_markdown, is_missing, is_suppressed

PlainValue = int | float | str | bool | None

_PART = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_NAME = re.compile(rf"{_PART}(?:\.{_PART})*")


@dataclass(frozen=True)
class Fact:
    """What one name stands for.

    ``value`` is unrounded and in ``unit`` (``%``, ``percentage points``, ``per 100,000``, or what
    is counted); None when there is no number to give. ``base`` is what a share or change is
    worked out on. ``year`` is a label such as 2024/25. ``text`` is printed, as plain text, or as
    Markdown when ``markup`` is set. ``formula`` says how the value came about. A fact whose
    value is true or false is a condition: prose asks for it and never prints it.
    """

    name: str
    value: PlainValue
    text: str
    unit: str = ""
    base: int | float | None = None
    year: str = ""
    formula: str = ""
    section: str = ""
    markup: bool = False

    @property
    def is_condition(self) -> bool:
        return isinstance(self.value, bool)

    @property
    def as_markdown(self) -> str:
        """The text as inline Markdown, which prints as the text."""
        return self.text if self.markup else escape_markdown(self.text)

    def as_dict(self) -> dict[str, Any]:
        """Get the fact as JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, entry: dict[str, Any]) -> "Fact":
        """Read what ``as_dict`` gave. Raises ReportError when it is something else."""
        try:
            return cls(**entry)
        except TypeError:
            found = ", ".join(sorted(entry)) if isinstance(entry, dict) else type(entry).__name__
            expected = ", ".join(cls.__dataclass_fields__)
            raise ReportError(f"A recorded fact holds {found}: expected {expected}. Run the build again.") from None

    def says_the_same_as(self, other: "Fact") -> bool:
        """Whether two facts of one name agree in all that is printed or worked out from."""
        return (self.value, self.text, self.unit, self.base) == (other.value, other.text, other.unit, other.base)

    def __str__(self) -> str:
        return self.text


def name_problem(name: str) -> str:
    """Say what is wrong with a fact's name; empty when nothing is."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return (
            f'The name "{name}" cannot be used. Expected lower-case words joined by hyphens, in parts joined by dots, '
            "each part beginning with a letter, such as council.complaints.change."
        )
    if "service" in name.split("."):
        return (
            f'The name "{name}" cannot be used: in prose the part "service" stands for each service in turn. '
            "Record the fact under the service's key."
        )
    return ""


def as_name(text: str) -> str:
    """Make a word of a fact's name out of a name from the settings: ``Partly upheld`` becomes ``partly-upheld``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    return "-".join(words if words and words[0][0].isalpha() else ["named", *words])


def parents(name: str) -> list[str]:
    """Get every name that a dotted name lies under: ``a.b.c`` lies under ``a`` and ``a.b``."""
    parts = name.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def plain_value(value: Any) -> PlainValue:
    """Turn a value of pandas, numpy, or Python's exact numbers into what JSON holds; a missing one into None."""
    if isinstance(value, str):
        return None if is_missing(value) else value
    if is_missing(value):
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, (Fraction, Decimal)):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, (bool, int, float)):
        return value
    raise ReportError(f"{type(value).__name__} found where a number, a text or a day is expected.")


def plain_number(value: Any) -> int | float | None:
    """Turn a number into what JSON holds; a missing one into None."""
    plain = plain_value(value)
    return plain if isinstance(plain, (int, float)) else None


def or_mark(value: Any, *sources: Any) -> Any:
    """Get a value, or the mark ``[c]`` when there is none because a number behind it is withheld."""
    return SUPPRESSED if value is None and any(is_suppressed(source) for source in sources) else value


def shown(value: Any) -> str:
    """Write a number in a formula, without commas, so that the formula can be worked out again."""
    plain = plain_value(value)
    return "?" if plain is None else str(plain)
