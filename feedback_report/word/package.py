"""A Word file as its parts, read whole and written with the same bytes every time."""

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from feedback_report.errors import RenderError

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip file can hold


@dataclass
class WordPackage:
    """The parts of a Word file by name; those asked for as trees are written back from their trees."""

    parts: dict[str, bytes]
    _trees: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "WordPackage":
        """Read a Word file. Raises RenderError if it is none."""
        try:
            with zipfile.ZipFile(path) as archive:
                parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
        except (zipfile.BadZipFile, FileNotFoundError):
            raise RenderError(f"{path.name}: not a Word file. Expected a .docx written by pandoc or Quarto.") from None
        if DOCUMENT not in parts:
            raise RenderError(f"{path.name}: holds no {DOCUMENT}. Expected a .docx written by pandoc or Quarto.")
        return cls(parts)

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def tree(self, name: str) -> etree._Element:
        """Get a part as a tree; what is changed in it is written."""
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            self._trees[name] = etree.fromstring(self.parts[name], parser)
        return self._trees[name]

    @property
    def body(self) -> etree._Element:
        """The body of the main document."""
        body = self.tree(DOCUMENT).find("{*}body")
        if body is None:
            raise RenderError(f"{DOCUMENT} has no body.")
        return body

    def related(self, kind: str, source: str = DOCUMENT) -> list[str]:
        """List the parts that ``source`` names by a relationship of this kind (header, styles ...), sorted."""
        folder = posixpath.dirname(source)
        targets = [
            posixpath.normpath(posixpath.join(folder, relationship.get("Target", "")))
            for relationship in self._relationships(source)
            if relationship.get("Type") == KIND + kind and relationship.get("TargetMode") != "External"
        ]
        return sorted(target for target in targets if target in self.parts)

    def targets(self, source: str = DOCUMENT) -> dict[str, str]:
        """Map the relationship ids of a part to their targets."""
        return {row.get("Id", ""): row.get("Target", "") for row in self._relationships(source)}

    def _relationships(self, source: str) -> list[etree._Element]:
        name = relationships_of(source)
        return list(self.tree(name)) if name in self.parts else []

    def add(self, name: str, content: bytes | str, content_type: str) -> None:
        """Add or replace a part and declare its type."""
        self._trees.pop(name, None)
        self.parts[name] = content.encode("utf-8") if isinstance(content, str) else content
        types = self.tree(TYPES)
        for row in types.findall(f"{{{CONTENT_TYPES}}}Override"):
            if row.get("PartName") == f"/{name}":
                types.remove(row)
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)

    def relate(self, identifier: str, kind: str, target: str, source: str = DOCUMENT) -> None:
        """Let ``source`` name a part by a relationship; one with the same id is replaced."""
        rows = self.tree(relationships_of(source))
        for row in list(rows):
            if row.get("Id") == identifier:
                rows.remove(row)
        etree.SubElement(rows, f"{{{RELATIONSHIPS}}}Relationship", Id=identifier, Type=KIND + kind, Target=target)

    def drop(self, name: str) -> None:
        """Take a part away, with every mention of it in the package's lists."""
        for gone in (name, relationships_of(name)):
            self.parts.pop(gone, None)
            self._trees.pop(gone, None)
        types = self.tree(TYPES)
        for row in types.findall(f"{{{CONTENT_TYPES}}}Override"):
            if row.get("PartName") == f"/{name}":
                types.remove(row)
        for list_name in [part for part in self.parts if part.endswith(".rels")]:
            rows = self.tree(list_name)
            folder = posixpath.dirname(posixpath.dirname(list_name))
            for row in list(rows):
                target = posixpath.normpath(posixpath.join(folder, row.get("Target", "").lstrip("/")))
                if target == name and row.get("TargetMode") != "External":
                    rows.remove(row)

    def write(self, path: Path) -> None:
        """Write the file: parts in a fixed order, one fixed time, so that equal papers are equal bytes."""
        for name, tree in self._trees.items():
            if name in self.parts:
                self.parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        first = [TYPES, "_rels/.rels", DOCUMENT]
        names = [name for name in first if name in self.parts] + sorted(set(self.parts) - set(first))
        write_parts({name: self.parts[name] for name in names}, path)


def write_parts(parts: Mapping[str, bytes], path: Path) -> None:
    """Write an archive of parts in their order, all with one fixed time, so that equal parts are equal bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def relationships_of(name: str) -> str:
    """Name the part that lists another part's relationships."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")
