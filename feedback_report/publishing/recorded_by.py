"""Find the line of a notebook's code that recorded a fact, by the names that its calls can make."""

import ast
import re
from collections.abc import Iterator, Sequence

ANYTHING = ".+"


def recording_line(name: str, sources: Sequence[str]) -> tuple[int, str] | None:
    """Get the number of the cell, from 0, and the line that recorded a fact, or None where no call makes its name.

    ``sources`` are the code cells up to the one that showed the fact. Where several can have made the name, it is the
    one that spells out most of it, and of those the last. What a fact's companions end in, such as ``-percent``, is
    no part of the call.
    """
    made = [
        (number, line, pattern, spelt)
        for number, source in enumerate(sources)
        for line, pattern, spelt in _names_made(source)
    ]
    for stem in _stems(name):
        able = [(spelt, number, line) for number, line, pattern, spelt in made if re.fullmatch(pattern, stem)]
        if able:
            _, number, line = max(able, key=lambda each: each[:2])
            return number, line
    return None


def _stems(name: str) -> Iterator[str]:
    yield name
    while "-" in name.rpartition(".")[2]:
        name = name.rpartition("-")[0]
        yield name


def _names_made(source: str) -> Iterator[tuple[str, str, int]]:
    """Get each line that gives a name to facts, with the pattern of the name and how many letters it spells out."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a line for the notebook alone, such as %matplotlib
        return
    lines, texts = source.splitlines(), dict[str, str]()
    for node in sorted((each for each in ast.walk(tree) if hasattr(each, "lineno")), key=lambda each: each.lineno):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            texts[node.targets[0].id] = _pattern(node.value, texts)
        elif isinstance(node, ast.Call) and node.args and "facts" in ast.unparse(node):
            pattern = _pattern(node.args[0], texts)
            spelt = len(pattern.replace(ANYTHING, ""))
            if spelt:
                yield lines[node.lineno - 1].strip(), pattern, spelt


def _pattern(node: ast.expr, texts: dict[str, str]) -> str:
    """Get the pattern of the texts that an expression can be; variables stand for what they were last given."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_pattern(part, texts) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _pattern(node.value, texts)
    return texts.get(node.id, ANYTHING) if isinstance(node, ast.Name) else ANYTHING
