"""A paper as the checks see it: headings, paragraphs, list items and tables in their order."""

from dataclasses import dataclass

HEADING, PARAGRAPH, ITEM, CAPTION, TABLE = "heading", "paragraph", "item", "caption", "table"


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list item, caption or table.

    ``level`` is that of a heading. ``rows`` are the cells of a table, each row as long as the
    longest, a cell that spans several columns repeated in each; ``heads`` is how many of the
    first rows are marked as headings. ``page`` is the page of a PDF.
    """

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    heads: int = 0
    page: int = 0


@dataclass(frozen=True)
class Paper:
    """A file's name and its blocks."""

    name: str
    blocks: tuple[Block, ...]

    def place(self, index: int) -> str:
        """Say where a block is: its page, and the heading it stands under."""
        block = self.blocks[index]
        above = [held.text for held in self.blocks[:index] if held.kind == HEADING and held.text]
        page = f"page {block.page}" if block.page else ""
        return ", ".join(part for part in (page, f"under “{shortened(above[-1])}”" if above else "") if part)

    def section(self, index: int) -> range:
        """Get the blocks of the section that a block stands in: from its heading to the next one as high."""
        start = index
        while start > 0 and self.blocks[start].kind != HEADING:
            start -= 1
        level = self.blocks[start].level if self.blocks[start].kind == HEADING else 0
        end = index + 1
        while end < len(self.blocks) and not self._ends(end, level):
            end += 1
        return range(start, end)

    def _ends(self, index: int, level: int) -> bool:
        block = self.blocks[index]
        return block.kind == HEADING and (not level or block.level <= level)


def shortened(text: str, length: int = 70) -> str:
    """Cut a long text after a whole word."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + " ..."
