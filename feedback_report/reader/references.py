"""References to figures, tables and sections: ``@fig-a``, ``[-@tbl-b]``, ``[Chart @fig-a]``."""

import re
from dataclasses import dataclass

from feedback_report.reader.places import Problems, nearest
from feedback_report.reader.source import Source
from feedback_report.reader.tree import Node, attr, every, node, plain, rewrite

_WORDS = {"fig": "Figure", "tbl": "Table", "sec": "Section"}
_NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True)
class Labels:
    """What references can lead to in one format.

    ``numbers`` holds the number of each label; ``printed`` are the labels whose number is seen.
    """

    to: str
    numbers: dict[str, str]
    printed: set[str]


def section_numbers(blocks: list[Node]) -> dict[str, str]:
    """Get the numbers of the headings (1, 1.1, 1.2, 2 ...); unnumbered ones are left out and count for nothing."""
    counts: list[int] = []
    numbers = {}
    for element in every(blocks, "Header"):
        if "unnumbered" in element["c"][1][1]:
            continue
        level, (identifier, _, _), _ = element["c"]
        counts = [*counts, *[0] * level][:level]
        counts[-1] += 1
        numbers[identifier] = ".".join(map(str, counts))
    return numbers


def resolve_references(blocks: list[Node], labels: Labels, source: Source, problems: Problems) -> list[Node]:
    """Turn references into links that say "Figure 3", "Table 1" or "Section 2".

    Words before the label take the place of "Figure", and ``-`` leaves it out. Reported: labels
    that are not there, citations, words behind a label (Quarto would drop them) and references
    and pictures inside links.
    """

    def change(element: Node) -> list[Node] | None:
        if element["t"] == "Link":
            for inner in every(element["c"][1], "Cite", "Image"):
                what = plain(inner) if inner["t"] == "Cite" else "a picture"
                places = source.find(
                    rf"(?<!!)\[[^\]]*{re.escape(what)}[^\]]*\]\(" if inner["t"] == "Cite" else r"\[!\["
                )
                problems.add(places, f"{what} stands inside a link: take it out of the link.")
        if element["t"] != "Cite":
            return None
        result: list[Node] = []
        for number, citation in enumerate(element["c"][0]):
            result += [node("Str", ","), node("Space")] if number else []
            result += _reference(citation, labels, source, problems)
        return result

    return rewrite(blocks, frozenset({"Link", "Cite"}), change)


def _reference(citation: dict, labels: Labels, source: Source, problems: Problems) -> list[Node]:
    numbers = labels.numbers
    written = citation["citationId"]
    label = written[:1].lower() + written[1:]
    kind = label[:3] if label[3:4] == "-" else ""
    problem = None
    if kind not in _WORDS:
        problem = (
            f"@{written} is not a reference to a figure (@fig-), table (@tbl-) or section (@sec-): "
            f"for the sign itself write \\@.{nearest(label, numbers)}"
        )
    elif label not in numbers:
        near = nearest(label, [name for name in numbers if name.startswith(kind)])
        hidden = source.find_label(label)
        why = f"what has this label is hidden in {labels.to}, or has no number" if hidden else "nothing has this label"
        problem = f"@{written} leads nowhere: {why}.{'' if hidden else near}"
    elif label not in labels.printed:
        problem = f"@{written} leads to a heading whose number is not printed: refer to a paragraph instead."
    elif citation["citationSuffix"]:
        problem = f'the words behind @{written} would be lost: put them after the "]".'
    if problem is not None:
        label_itself = rf"(?<!\w)@{re.escape(written)}(?![\w-]*\w)"
        behind = rf"\[[^\[\]]*{label_itself}\s*[^\];\s][^\];]*[\];]"
        problems.add(source.find(behind if citation["citationSuffix"] else label_itself), problem)
        return []
    prefix = citation["citationPrefix"]
    if not prefix and citation["citationMode"]["t"] != "SuppressAuthor":
        prefix = [node("Str", _WORDS.get(kind, ""))]
    text = numbers.get(label, "?")
    if prefix and prefix[-1]["t"] == "Str":
        prefix, text = prefix[:-1], prefix[-1]["c"] + _NO_BREAK_SPACE + text
    elif prefix:
        text = _NO_BREAK_SPACE + text
    return [node("Link", attr(classes=["quarto-xref"]), [*prefix, node("Str", text)], [f"#{label}", ""])]
