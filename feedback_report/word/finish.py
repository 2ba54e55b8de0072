"""Turn the Word file that pandoc or Quarto wrote into the one that goes to democratic services."""

from pathlib import Path

from feedback_report.word.captions import keep_captions_with_their_figures, number_captions
from feedback_report.word.lists import finish_lists
from feedback_report.word.markup import Element
from feedback_report.word.notices import mark_as_sample, set_running_title
from feedback_report.word.package import WordPackage
from feedback_report.word.pictures import finish_pictures
from feedback_report.word.printed_numbers import free_unnumbered_headings
from feedback_report.word.properties import (
    PaperProperties,
    finish_settings,
    set_language,
    text_size,
    write_properties,
)
from feedback_report.word.references import make_reference_fields, rename_bookmarks
from feedback_report.word.styles import Styles, check_template, remove_unused
from feedback_report.word.tables import finish_tables
from feedback_report.word.unwrapping import (
    break_pages_before,
    merge_properties,
    move_bookmarks_inside,
    remove_empty_paragraphs,
    styled_paragraphs,
    unwrap_layout_tables,
)

FOOTNOTES = "word/footnotes.xml"


def finish_word(path_in: Path, path_out: Path, properties: PaperProperties, sample_notice: str | None = None) -> None:
    """Finish the paper's Word file.

    ``path_in`` is what pandoc or Quarto wrote with style/paper.lua and a reference document;
    ``path_out`` may be the same. ``sample_notice`` stands on every page, where it is given.
    Raises RenderError with everything that hinders: styles the template lacks, references
    without a target, numbers that Word would print otherwise than the text says.
    """
    package = WordPackage.read(path_in)
    check_template(package, path_in.name)
    styles, body = Styles(package), package.body
    width, height = text_size(package)
    roots = [body] + ([package.tree(FOOTNOTES)] if FOOTNOTES in package else [])

    _settle_blocks(roots, body, styles)
    free_unnumbered_headings(body, styles)
    captions = number_captions(body, styles)
    make_reference_fields(roots, body, styles, captions)
    rename_bookmarks(roots)
    finish_lists(package, body, styles)
    finish_tables(body, styles, width)
    finish_pictures(body, width, height)
    keep_captions_with_their_figures(body, styles)

    if sample_notice:
        mark_as_sample(package, styles, sample_notice)
    set_running_title(package, properties.title)
    set_language(package, properties.language)
    finish_settings(package, properties.language)
    write_properties(package, properties)
    remove_unused(package, styles)
    package.write(path_out)


def _settle_blocks(roots: list[Element], body: Element, styles: Styles) -> None:
    """Make every block one well-formed paragraph or table that stands by itself."""
    for root in roots:
        merge_properties(root)
    unwrap_layout_tables(body, styles)
    move_bookmarks_inside(body, styles)
    break_pages_before(body)
    remove_empty_paragraphs(body)
    styled_paragraphs(body, styles)
