"""The styles of a Word file, found by the names people see."""

from feedback_report.errors import RenderError
from feedback_report.word.markup import Element, put, style_id, w
from feedback_report.word.package import WordPackage

STYLES = "word/styles.xml"
NUMBERED = "Numbered Paragraph"
# What finishing gives to paragraphs and tables; style/reference.docx has them all.
NEEDED = [
    "Title",
    "heading 1",
    "heading 2",
    "heading 3",
    NUMBERED,
    "Body Text",
    "Block Text",
    "caption",
    "Figure",
    "Table",
    "Table Text",
    "Table Heading",
    "Table Text Small",
    "Table Heading Small",
    "List Bullet",
    "List Bullet 2",
    "List Bullet 3",
    "List Number",
    "List Number 2",
    "List Number 3",
    "List Continue",
    "List Continue 2",
    "List Continue 3",
    "Front Block",
    "Recommendation",
    "Notice",
    "Notice Heading",
    "Sample Notice",
    "Sample Notice Running",
    "Not Reviewed",
]


class Styles:
    """The style sheet of a package. Names are compared without case, as Word does with its own styles."""

    def __init__(self, package: WordPackage) -> None:
        self.tree = package.tree(STYLES)
        self._by_id = {style.get(w("styleId"), ""): style for style in self.tree.findall(w("style"))}
        self._ids = {self._name(style).lower(): identifier for identifier, style in self._by_id.items()}
        self._families: dict[str, list[str]] = {}

    @staticmethod
    def _name(style: Element) -> str:
        found = style.find(w("name"))
        return "" if found is None else found.get(w("val"), "")

    def missing(self, names: list[str]) -> list[str]:
        """List those of ``names`` that the sheet does not have."""
        return [name for name in names if name.lower() not in self._ids]

    def id(self, name: str) -> str:
        """Get the id of a style. Raises RenderError if there is none of that name."""
        if name.lower() not in self._ids:
            raise RenderError(f'The Word template has no style "{name}": add it, or use style/reference.docx.')
        return self._ids[name.lower()]

    def family(self, identifier: str) -> list[str]:
        """List the names of a style and of those it is based on, nearest first, in lower case."""
        if identifier not in self._families:
            self._families[identifier] = self._names_of_family(identifier)
        return self._families[identifier]

    def _names_of_family(self, identifier: str) -> list[str]:
        names: list[str] = []
        while identifier in self._by_id and len(names) < 20:
            style = self._by_id[identifier]
            names.append(self._name(style).lower())
            parent = style.find(w("basedOn"))
            identifier = "" if parent is None else parent.get(w("val"), "")
        return names

    def has(self, paragraph: Element, name: str) -> bool:
        """Whether a paragraph has a style or one based on it."""
        return name.lower() in self.family(style_id(paragraph))

    def heading_level(self, paragraph: Element) -> int | None:
        """Get the level of a heading, None for other paragraphs."""
        for name in self.family(style_id(paragraph)):
            if name.startswith("heading ") and name[8:].isdigit():
                return int(name[8:])
        return None

    def give(self, paragraph: Element, name: str) -> None:
        """Give a paragraph a style."""
        ppr = paragraph.find(w("pPr"))
        if ppr is None:
            ppr = paragraph.makeelement(w("pPr"))
            paragraph.insert(0, ppr)
        put(ppr, "pStyle", val=self.id(name))

    def list_of(self, name: str) -> tuple[str, str] | None:
        """Get the list (its numId and level) that a style is bound to, None if to none."""
        identifier = self._ids.get(name.lower(), "")
        while identifier in self._by_id:
            style = self._by_id[identifier]
            number = style.find(f"{w('pPr')}/{w('numPr')}")
            if number is not None:
                found = {child.tag: child.get(w("val"), "") for child in number}
                return found.get(w("numId"), "0"), found.get(w("ilvl"), "0")
            parent = style.find(w("basedOn"))
            identifier = "" if parent is None else parent.get(w("val"), "")
        return None

    def remove(self, identifier: str) -> None:
        """Take a style out of the sheet."""
        style = self._by_id.pop(identifier)
        self.tree.remove(style)
        self._ids = {name: found for name, found in self._ids.items() if found != identifier}
        self._families.clear()


def check_template(package: WordPackage, name: str) -> None:
    """Check that a template (or a file made with it) has what finishing needs.

    Raises RenderError naming every missing style, and the numbering if it is not Word's own.
    """
    styles = Styles(package)
    problems = []
    if missing := styles.missing(NEEDED):
        listed = ", ".join(f'"{style}"' for style in missing)
        problems.append(
            f"{name}: the styles {listed} are missing. Add them to the template (copy them from style/reference.docx "
            "with Word's Organizer), or leave reference_docx out of council.yml."
        )
    heading, paragraph = styles.list_of("heading 1"), styles.list_of(NUMBERED)
    if not (heading and paragraph and heading[0] == paragraph[0] != "0" and (heading[1], paragraph[1]) == ("0", "1")):
        problems.append(
            f'{name}: "Heading 1" and "{NUMBERED}" are not level 1 and 2 of one multilevel list, so paragraphs would '
            "have no numbers. Bind both styles to one list (Define new multilevel list), as style/reference.docx does."
        )
    if problems:
        raise RenderError(problems)


def remove_unused(package: WordPackage, styles: Styles) -> None:
    """Remove the styles of coloured program text that pandoc adds to every file, where nothing uses them."""
    used = {
        element.get(w("val"))
        for name in package.parts
        if name.startswith("word/") and name.endswith(".xml") and name != STYLES
        for kind in ("pStyle", "rStyle")
        for element in package.tree(name).iter(w(kind))
    }
    for style in list(styles.tree.findall(w("style"))):
        identifier = style.get(w("styleId"), "")
        if (identifier.endswith("Tok") or identifier in ("SourceCode", "UnnumberedHeading")) and identifier not in used:
            styles.remove(identifier)
