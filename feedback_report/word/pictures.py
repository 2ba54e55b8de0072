"""Pictures: no wider than the text, no higher than the page, each with an id and its alt text."""

from feedback_report.word.markup import PIC, WP, A, Element, w

EMU_PER_TWIP = 635
HIGHEST = 0.75  # of the height of the text, so that the caption stays on the page


def finish_pictures(body: Element, width: int, height: int) -> None:
    """Scale pictures to the text (``width`` and ``height`` in twips), and carry the alt text to both places of it."""
    for number, frame in enumerate(body.iter(f"{{{WP}}}inline", f"{{{WP}}}anchor"), start=1):
        described = frame.find(f"{{{WP}}}docPr")
        if described is None:
            continue
        described.set("id", str(number))
        described.set("name", f"Picture {number}")
        described.attrib.pop("title", None)
        described.set("descr", " ".join(described.get("descr", "").split()))
        for picture in frame.iter(f"{{{PIC}}}cNvPr"):
            picture.set("id", str(number))
            picture.set("name", f"Picture {number}")
            picture.set("descr", described.get("descr", ""))
            picture.attrib.pop("title", None)
        _scale(frame, width * EMU_PER_TWIP, round(height * HIGHEST) * EMU_PER_TWIP)


def _scale(frame: Element, width: int, height: int) -> None:
    extent = frame.find(f"{{{WP}}}extent")
    if extent is None:
        return
    across, down = int(extent.get("cx", "1")), int(extent.get("cy", "1"))
    factor = min(1.0, width / across, height / down)
    new = {"cx": str(int(across * factor)), "cy": str(int(down * factor))}
    for size in [extent, *frame.iter(f"{{{A}}}ext")]:
        if size.get("cx"):
            size.attrib.update(new)


def alt_text(frame: Element) -> str:
    """Get the alt text of a picture."""
    described = frame.find(f"{{{WP}}}docPr")
    return "" if described is None else described.get("descr", "").strip()


def frames(body: Element) -> list[Element]:
    """List the frames of all pictures, in order."""
    return [frame for drawing in body.iter(w("drawing")) for frame in drawing]
