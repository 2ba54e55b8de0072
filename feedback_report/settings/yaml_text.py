"""Read YAML with the parser written in C where PyYAML brings it: some ten times faster than the one in Python."""

from typing import Any

import yaml

SafeLoader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SafeDumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def _day(loader: Any, node: yaml.ScalarNode) -> Any:
    """Read a date. One that no calendar has stays text, for whoever asks for a date to name its place."""
    try:
        return loader.construct_yaml_timestamp(node)
    except (ValueError, OverflowError):
        return loader.construct_scalar(node)


def _with_days(parser: type[Any]) -> type[Any]:
    reader: type[Any] = type("Reader", (parser,), {})
    reader.add_constructor("tag:yaml.org,2002:timestamp", _day)
    return reader


_QUICK, _EXACT = _with_days(SafeLoader), _with_days(yaml.SafeLoader)


def load_yaml(text: str) -> Any:
    """Read plain YAML. Raises yaml.YAMLError in the words of the parser in Python, which names the line."""
    try:
        return yaml.load(text, _QUICK)
    except yaml.YAMLError:
        return yaml.load(text, _EXACT)


def yaml_nodes(text: str) -> Any:
    """Read plain YAML as nodes, which know their lines."""
    try:
        return yaml.compose(text, SafeLoader)
    except yaml.YAMLError:
        return yaml.compose(text, yaml.SafeLoader)


QUOTE = 'put the whole text in quotation marks ("...")'
OPEN = "a quotation mark or bracket here or above is never closed"
# What the parser says, and what has most likely been written.
_TOLD = (
    ("mapping values", f"a text holds a colon: {QUOTE}, or correct the indent if the line begins a new entry"),
    ("character '\\t'", "it is indented with a tab: use spaces"),
    ("cannot start any token", f"a text begins with a sign that has a meaning in YAML: {QUOTE}"),
    ("undefined alias", f"a text begins with a sign that has a meaning in YAML: {QUOTE}"),
    (
        "<block end>",
        f"a text begins with a brace or ends before its quotation marks do: {QUOTE}, or correct the indent",
    ),
    ("expected ':'", "this line or the one above is neither a name with a colon nor indented as the text above it"),
    ("end of stream", OPEN),
    ("<stream end>", OPEN),
)


def yaml_problem(error: yaml.YAMLError) -> str:
    """Say where a file is not YAML, and what has most likely been written there: ``, line 7: ...``."""
    mark, said = getattr(error, "problem_mark", None), str(getattr(error, "problem", None) or error)
    line = f", line {mark.line + 1}" if mark else ""
    told = next((told for words, told in _TOLD if words in said), "")
    return f"{line}: not valid YAML ({said})." if not told else f"{line}: not valid YAML: {told}."
