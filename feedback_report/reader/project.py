"""The settings of a document: _quarto.yml, metadata files and front matter, as Quarto merges them."""

from pathlib import Path

from feedback_report.reader.places import Place, Problems
from feedback_report.reader.yaml_files import Settings, merge, read_yaml

FORMATS = ("html", "docx")
_NOT_READ = ("_quarto.yml.local", "_metadata.yml", "_metadata.yaml", "_brand.yml", "_quarto.yaml")


def project_settings(folder: Path, front_matter: Settings, problems: Problems) -> dict[str, Settings]:
    """Get the settings of a document in each format.

    A document's front matter is stronger than the metadata files it names, these are stronger
    than the project's metadata files, and these than _quarto.yml; what stands under
    ``format: html:`` holds for that format alone.
    """
    for name in _NOT_READ:
        if (folder / name).exists():
            problems.add(Place(name), "Quarto would read this file and it is not supported: use _quarto.yml.")
    project = read_file(folder, "_quarto.yml", problems) if (folder / "_quarto.yml").exists() else Settings()
    project = _with_metadata_files(project, folder, own_wins=False, problems=problems)
    document = _with_metadata_files(front_matter, folder, own_wins=True, problems=problems)
    return {to: merge(_for_format(project, to, problems), _for_format(document, to, problems)) for to in FORMATS}


def variables(folder: Path, problems: Problems) -> Settings:
    """Read _variables.yml, the values of ``{{< var >}}``; without the file there are none."""
    return read_file(folder, "_variables.yml", problems) if (folder / "_variables.yml").exists() else Settings()


def read_file(folder: Path, name: str, problems: Problems) -> Settings:
    """Read a YAML file of the project."""
    try:
        text = (folder / name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        problems.add(Place(name), "the file does not exist or cannot be read.")
        return Settings()
    return read_yaml(text, Place(name, 1), problems)


def _with_metadata_files(settings: Settings, folder: Path, own_wins: bool, problems: Problems) -> Settings:
    names = settings.values.get("metadata-files") or []
    if not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
        problems.add(settings.places[("metadata-files",)], '"metadata-files" must be a list of file names.')
        return settings
    files = Settings()
    for name in names:
        files = merge(files, read_file(folder, name, problems))
    return merge(files, settings) if own_wins else merge(settings, files)


def _for_format(settings: Settings, to: str, problems: Problems) -> Settings:
    """Put what stands under ``format`` for one format on top of what holds for all."""
    formats = settings.values.get("format")
    place = settings.places.get(("format",), Place("_quarto.yml"))
    common = Settings({key: value for key, value in settings.values.items() if key != "format"}, settings.places)
    if formats is None:
        return common
    if isinstance(formats, str):
        formats = {formats: "default"}
    for name in formats if isinstance(formats, dict) else ():
        if name not in FORMATS:
            problems.add(
                settings.places.get(("format", name), place),
                f'the format "{name}" is not supported: only html and docx.',
            )
    own = formats.get(to, "default") if isinstance(formats, dict) else None
    if own == "default" or own is None:
        return common
    if not isinstance(own, dict):
        problems.add(place, f'"format: {to}" must be "default" or hold lines of the form "name: value".')
        return common
    places = {path[2:]: where for path, where in settings.places.items() if path[:2] == ("format", to) and path[2:]}
    return merge(common, Settings(own, places))
