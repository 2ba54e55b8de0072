"""What Quarto understands and this reader does not, or what Quarto would print wrongly without a word."""

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from feedback_report.reader.places import Problems, nearest
from feedback_report.reader.shortcodes import TOKEN
from feedback_report.reader.source import Found, Source
from feedback_report.reader.tree import WITH_ATTRIBUTES, Node, attr_of, every, plain

_KINDS = (*WITH_ATTRIBUTES, "Str", "Math", "BlockQuote")
_CLASSES = re.compile(
    r"(panel|column|layout|quarto|cell|list-table|code|fig|tbl|magic)-.*|aside|list-table|hidden|cell|appendix|landscape"
    r"|incremental|nonincremental|fragment|notes|theorem|lemma|proof|remark|solution|definition|example|exercise"
)
_ATTRIBUTES = re.compile(r"layout.*|(fig|tbl|lst|code|column)-.*|shortcodes|filename|when-.*|unless-.*")
_LABELS = re.compile(r"(lst|eq|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|wrn|tip|imp|cau|vid|dia|apx)-")
_ALMOST_LABELS = re.compile(r"(fig|tbl|sec)[^-a-z]|(figure|table|tab|section)[-_:]", re.IGNORECASE)
_LEFT_OVER = (
    (re.compile(r":{3,}"), '"{0}" opens or closes no block: the line, or the braces on it, cannot be read.'),
    (re.compile(r"\[\^[^\]]+\]"), "{0} is a note that is written nowhere."),
    (
        re.compile(r"\{[#.](fig|tbl|sec|eq|lst|callout|content)-"),
        '"{0}" was not understood: look for blanks or quotes in the braces.',
    ),
    (re.compile(r"\]\{[#.]"), '"{0}" was not understood: look for blanks or quotes in the braces.'),
)


def refuse_unsupported(blocks: list[Node], source: Source, problems: Problems) -> None:
    """Report what cannot be read alike by Quarto and here: the finished tree of one format."""
    for element in every(blocks, *_KINDS):
        kind: str = element["t"]
        content: Any = element.get("c")
        attributes = attr_of(element)
        if attributes is not None:
            _refuse_attributes(kind, attributes, source, problems)
        if kind == "Str":
            _refuse_left_over(content, source, problems)
        elif kind == "Math":
            problems.add(
                source.find(r"\$\s*" + re.escape(content[1].strip()[:20])) or source.find(r"\$[^$]+\$"),
                "a formula cannot be printed without a script from elsewhere.",
            )
        elif kind == "Code" and re.match(r"\{\w+\}\s", content[1]):
            problems.add(
                _places(content[1], source),
                f"`{content[1]}` is not computed here: record a fact and use {{{{< var >}}}}.",
            )
        elif kind == "BlockQuote" and re.match(r"\[!\w+\]", plain(content)):
            problems.add(source.find(r"\[!\w+\]"), "write a callout as ::: {.callout-note}.")


def _places(text: str, source: Source) -> Found:
    return source.find(re.escape(text))


def _refuse_attributes(kind: str, attributes: list, source: Source, problems: Problems) -> None:
    identifier, classes, pairs = attributes
    for name in classes:
        if _CLASSES.fullmatch(name) and name != "quarto-xref":
            problems.add(_places(f".{name}", source), f"the class .{name} is not supported.")
    for key, _ in pairs:
        if _ATTRIBUTES.fullmatch(key):
            problems.add(_places(f"{key}=", source), f'the attribute "{key}" is not supported.')
    token = TOKEN.search(identifier)
    if token:
        problems.add(
            source.tokens[token[1]].place,
            "a heading with a shortcode needs its own label, such as {#sec-name}; Quarto makes up a new one each time.",
        )
    elif kind != "Header" and _ALMOST_LABELS.match(identifier):
        problems.add(
            source.find_label(identifier),
            f'the label "{identifier}" gives no number: labels are written fig-name or tbl-name.',
        )
    elif _LABELS.match(identifier):
        problems.add(
            _places(f"#{identifier}", source),
            f'the label "{identifier}" is of a kind that is not supported: only fig-, tbl- and sec-.',
        )


def _refuse_left_over(text: str, source: Source, problems: Problems) -> None:
    for pattern, message in _LEFT_OVER:
        match = pattern.match(text) if pattern.pattern.startswith(":") else pattern.search(text)
        if match and text not in source.written_out:
            problems.add(_places(text, source) or _places(match[0], source), message.format(match[0]))
            return


def check_links(blocks: list[Node], source: Source, problems: Problems) -> None:
    """Report labels that come twice and links that lead nowhere.

    Numbered paragraphs get their labels later: ``#par-3-62`` is taken on trust.
    """
    labels = Counter(
        attributes[0]
        for element in every(blocks, *WITH_ATTRIBUTES)
        if (attributes := attr_of(element)) and attributes[0]
    )
    for label, count in labels.items():
        if count > 1:
            places = source.find_label(label)
            problems.add(
                places, f'the label "{label}" is given {count} times: give each its own, or references go to the last.'
            )
    for element in every(blocks, "Link"):
        _, text, (target, _) = element["c"]
        wrong = []
        if target.startswith("#"):
            label = unquote(target[1:])
            if label not in labels and not re.fullmatch(r"par-\d+-\d+", label):
                wrong.append(f"the link to {target} leads nowhere.{nearest(label, labels)}")
        elif not target or PurePosixPath(target.split("#")[0]).suffix in (".qmd", ".ipynb", ".md"):
            wrong.append(f'a link to "{target}" leads nowhere in the finished paper.')
        if not plain(text).strip() and not target.startswith("#par-"):
            wrong.append(f'the link to "{target}" has no words.')
        for message in wrong:
            problems.add(_places(f"({target}", source) if target else source.find(r"\]\(\)"), message)
