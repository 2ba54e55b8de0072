"""The settings of a council (data/council.yml) and of one year (data/<year>/year.yml)."""

from feedback_report.settings.council import Clock, Council, Procedure, RecordingSystem, Service, Style
from feedback_report.settings.reading import load_council, load_year_settings
from feedback_report.settings.year import BreakInSeries, Series, YearSettings

__all__ = [
    "BreakInSeries",
    "Clock",
    "Council",
    "Procedure",
    "RecordingSystem",
    "Series",
    "Service",
    "Style",
    "YearSettings",
    "load_council",
    "load_year_settings",
]
