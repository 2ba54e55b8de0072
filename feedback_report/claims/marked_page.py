"""The papers as one HTML page, with the sentences that hold claims marked and each verdict said in words."""

from collections.abc import Iterator, Sequence
from html import escape

from feedback_report.claims.claim import Claim, Verdict
from feedback_report.claims.paper import HEADING, ITEM, TABLE, Block, Paper
from feedback_report.claims.showing import summary

_STYLE = """
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b;
  background: #fff; }
mark { color: inherit; padding: 0.1em 0.15em; border-radius: 0.2em; }
mark.wrong { background: #fbd5d5; border-bottom: 3px solid #a4001d; }
mark.cannot-tell { background: #fff1c2; border-bottom: 3px dashed #7a5b00; }
mark.right { background: #e0f2e0; border-bottom: 1px solid #1d6b2c; }
.verdict { font-size: 0.85em; font-weight: 600; white-space: nowrap; }
.verdict.wrong { color: #a4001d; } .verdict.cannot-tell { color: #6b4f00; } .verdict.right { color: #1d6b2c; }
ul.claims { font-size: 0.9em; margin: 0.2rem 0 1.2rem; }
.table { overflow-x: auto; } table { border-collapse: collapse; }
td, th { border: 1px solid #767676; padding: 0.25rem 0.6rem; text-align: left; }
"""
_RANK = {Verdict.WRONG: 0, Verdict.CANNOT_TELL: 1, Verdict.RIGHT: 2}


def marked_page(papers: Sequence[Paper], claims: Sequence[Claim]) -> str:
    """Write the papers' text with marks and, under each paragraph, what was found in it."""
    body = "".join(_paper(paper, [claim for claim in claims if claim.file == paper.name]) for paper in papers)
    title = "Arithmetic claims"
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n</head>\n'
        f"<body>\n<main>\n<h1>{title}</h1>\n<p>{escape(summary(claims))}</p>\n{_wrong(claims)}{body}</main>\n</body>\n</html>\n"
    )


def _wrong(claims: Sequence[Claim]) -> str:
    """List the wrong claims first, each with a link to its place."""
    wrong = [claim for claim in claims if claim.verdict is Verdict.WRONG]
    if not wrong:
        return "<p>Nothing wrong was found.</p>\n"
    items = "".join(f'<li><a href="#{_anchor(claim)}">{escape(_said(claim))}</a></li>\n' for claim in wrong)
    return f"<h2>What is wrong</h2>\n<ol>\n{items}</ol>\n"


def _paper(paper: Paper, claims: Sequence[Claim]) -> str:
    parts = [f"<section>\n<h2>{escape(paper.name)}</h2>\n"]
    for index, block in enumerate(paper.blocks):
        found = [claim for claim in claims if claim.block == index]
        parts += _block(paper, index, block, found)
    return "".join((*parts, "</section>\n"))


def _block(paper: Paper, index: int, block: Block, claims: Sequence[Claim]) -> Iterator[str]:
    anchor = f' id="{_place(paper.name, index)}"' if claims else ""
    if block.kind == TABLE:
        rows = "".join(_row(cells, "th" if n < block.heads else "td") for n, cells in enumerate(block.rows))
        yield f'<div class="table"{anchor}><table>\n{rows}</table></div>\n'
    elif block.kind == HEADING:
        yield f"<h3{anchor}>{_marked(block.text, claims)}</h3>\n"
    else:
        bullet = "• " if block.kind == ITEM else ""
        yield f"<p{anchor}>{bullet}{_marked(block.text, claims)}</p>\n"
    if claims:
        items = "".join(f"<li>{_verdict(claim)} {escape(_said(claim))}</li>\n" for claim in claims)
        yield f'<ul class="claims">\n{items}</ul>\n'


def _row(cells: Sequence[str], tag: str) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    return "<tr>" + "".join(f"<{tag}{scope}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>\n"


def _marked(text: str, claims: Sequence[Claim]) -> str:
    """Mark the sentences of a paragraph, each by its worst claim."""
    worst: dict[tuple[int, int], Claim] = {}
    for claim in claims:
        held = worst.get(claim.span)
        if claim.span[1] > claim.span[0] and (held is None or _RANK[claim.verdict] < _RANK[held.verdict]):
            worst[claim.span] = claim
    pieces, at = [], 0
    for (start, end), claim in sorted(worst.items(), key=lambda pair: pair[0]):
        if start < at:
            continue
        pieces += [escape(text[at:start]), f'<mark class="{_class(claim)}">{escape(text[start:end])}</mark>']
        at = end
    return "".join((*pieces, escape(text[at:])))


def _verdict(claim: Claim) -> str:
    return f'<span class="verdict {_class(claim)}">{claim.verdict.value.capitalize()}:</span>'


def _said(claim: Claim) -> str:
    read = f" (read: {', '.join(claim.numbers)})" if claim.numbers else ""
    true = f"; true: {claim.true}" if claim.true else ""
    reason = f"; {claim.reason}" if claim.reason else ""
    where = f"{claim.sentence}: " if claim.kind.startswith("table") else ""
    return f"{where}stated: {claim.stated}{read}{true}{reason}"


def _class(claim: Claim) -> str:
    return claim.verdict.value.replace(" ", "-")


def _anchor(claim: Claim) -> str:
    return _place(claim.file, claim.block)


def _place(name: str, index: int) -> str:
    plain = "".join(sign if sign.isalnum() else "-" for sign in name.lower())
    return f"{plain}-{index + 1}"
