"""Where an entry stands in a settings file, told as whoever writes the file sees it."""

from typing import Any

import yaml

from feedback_report.settings.yaml_text import yaml_nodes

Place = tuple[Any, ...]  # keys, and numbers from 0 of entries of lists, from the top of the file down


def named_place(place: Place, content: Any) -> str:
    """Name a place of a file that holds ``content``: ``committee.name``, ``context, entry 2, value``."""
    said = ""
    for part in place:
        if isinstance(content, list) and isinstance(part, int):
            said += f", entry {part + 1}"
            content = content[part] if part < len(content) else None
        else:
            said += f"{', ' if said.rpartition(', ')[2].startswith('entry ') else '.'}{part}"
            content = content.get(part) if isinstance(content, dict) else None
    return said.lstrip("., ")


def line_of(place: Place, text: str) -> int | None:
    """Find the line of a file's text in which an entry begins; None for an entry that is not there."""
    node = yaml_nodes(text)
    line = None
    for part in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == str(part)]
            if not found:
                return None
            line, node = found[-1][0].start_mark.line + 1, found[-1][1]
        else:
            return None
    return line
