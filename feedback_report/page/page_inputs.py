"""What the page says besides the paper's own text, and the files behind its figures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """What stands round the paper's text on its page, as printed.

    An empty ``title`` or ``subtitle`` is taken from the paper's own title block; an empty
    ``description`` is made from the title, the committee and the meeting. ``sample_notice``
    is shown at the top and in the footer while the data is invented. ``year_style`` is how the
    council writes a financial year.
    """

    council: str
    committee: str = ""
    meeting_date: str = ""
    title: str = ""
    subtitle: str = ""
    description: str = ""
    sample_notice: str = ""
    footer: tuple[str, ...] = ()
    year_style: str = "2024/25"
    lang: str = "en-GB"


@dataclass(frozen=True)
class FigureFile:
    """The drawing and the data of one figure, both as text; either may be missing.

    ``svg`` takes the place of the picture that the renderer embedded. ``csv`` has one header
    row and is unrounded; readers see it as a table and can download it.
    """

    svg: str | None = None
    csv: str | None = None
