"""YAML as Quarto reads it (version 1.2), with the line of every key."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import yaml

from feedback_report.reader.places import Place, Problems
from feedback_report.settings.yaml_text import SafeLoader

KeyPath = tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """A map read from YAML, and the place of each of its keys."""

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)


def _core_schema(parser: type[Any]) -> type[Any]:
    """Make a loader of the core schema of YAML 1.2: ``yes``, ``on`` and dates are words, and no key may come twice."""

    class Loader(parser):
        yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}
        yaml_constructors: ClassVar[dict[str, Any]] = {**parser.yaml_constructors, "tag:yaml.org,2002:int": _integer}

        def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
            if not isinstance(node, yaml.MappingNode):
                return super().construct_object(node, deep=True)
            result: dict[str, Any] = {}
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise yaml.MarkedYAMLError(problem="a key must be a word", problem_mark=key.start_mark)
                if key.value in result:
                    problem = f'the key "{key.value}" comes twice'
                    raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
                result[key.value] = self.construct_object(value, deep=True)
            return result

    for tag, pattern, first in (
        ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
        ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
        ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan", "-+.0123456789"),
        ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ):
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))
    return Loader


def _integer(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    text = node.value
    return int(text, 0) if re.match(r"0[ox]", text) else int(text)


_QUICK, _EXACT = _core_schema(SafeLoader), _core_schema(yaml.SafeLoader)


def _read(text: str, parser: type[Any]) -> tuple[yaml.Node | None, Any]:
    loader = parser(text)
    try:
        node = loader.get_single_node()
        return node, loader.construct_object(node, deep=True) if node is not None else {}
    finally:
        loader.dispose()


def read_yaml(text: str, place: Place, problems: Problems) -> Settings:
    """Read a map from YAML text whose first line stands at ``place``.

    What cannot be read is added to ``problems`` with its line, and an empty map is returned.
    """

    def at(mark: yaml.Mark | None) -> Place:
        return Place(place.file, (place.line or 1) + (mark.line if mark else 0), place.cell)

    try:
        try:
            node, values = _read(text, _QUICK)
        except (yaml.YAMLError, ValueError):
            node, values = _read(text, _EXACT)  # it names the line better
    except yaml.MarkedYAMLError as error:
        what = error.problem or "it is not finished"
        problems.add(at(error.problem_mark or error.context_mark), f"the YAML cannot be read: {what}.")
        return Settings()
    except (yaml.YAMLError, ValueError) as error:
        problems.add(place, f"the YAML cannot be read: {error}.")
        return Settings()
    if values is None:
        return Settings()
    if not isinstance(values, dict):
        problems.add(place, 'the YAML must be a list of "key: value" lines.')
        return Settings()
    return Settings(values, {path: at(mark) for path, mark in _keys(node, ())})


def _keys(node: yaml.Node | None, above: KeyPath) -> Iterator[tuple[KeyPath, yaml.Mark]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*above, key.value), key.start_mark
            yield from _keys(value, (*above, key.value))


def merge(low: Settings, high: Settings) -> Settings:
    """Merge two maps: ``high`` wins, maps are merged key by key, lists are joined."""
    return Settings(_merged(low.values, high.values), {**low.places, **high.places})


def _merged(low: Any, high: Any) -> Any:
    if isinstance(low, dict) and isinstance(high, dict):
        return {
            key: _merged(low[key], high[key]) if key in low and key in high else {**low, **high}[key]
            for key in {**low, **high}
        }
    if isinstance(low, list) and isinstance(high, list):
        return low + [item for item in high if item not in low]
    return high


def written(value: Any) -> str:
    """Write a scalar as Quarto prints it: ``true``, ``12.5`` for 12.50, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def look_up(tree: Any, key: str) -> Any:
    """Get the value at a dotted key; list items are counted from 1.

    Raises KeyError with the part of the key that leads nowhere.
    """
    found = tree
    for step in key.split("."):
        if isinstance(found, dict) and step in found:
            found = found[step]
        elif isinstance(found, list) and step.isdigit() and 1 <= int(step) <= len(found):
            found = found[int(step) - 1]
        else:
            raise KeyError(step)
    return found


def dotted_keys(tree: Any, above: str = "") -> list[str]:
    """List the dotted keys of every scalar in a map."""
    if not isinstance(tree, dict):
        return [above]
    return [key for step, value in tree.items() for key in dotted_keys(value, f"{above}.{step}" if above else step)]
