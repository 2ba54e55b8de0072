"""Leave out what libraries import on the way and this product never uses. Imported before they are.

jsonschema, which nbformat imports, loads packages for formats of addresses and durations where they are
there, and builds grammars for one of them in more time than all else that a small build imports. No
notebook's schema asks for such a format, and jsonschema does without the packages where they are not
installed. pandera loads hypothesis, which makes up data for tests, where that is installed, and looks for
geopandas, which knows shapes on maps, again and again where it is not. papermill looks for black, to lay
out the parameters, and reads the descriptions of all packages, twice, for engines and storage that others
might bring. holidays loads every country for one.
"""

import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

for name in ("rfc3987_syntax", "rfc3986_validator", "isoduration", "hypothesis", "geopandas", "black"):
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: as if it were not installed

brings_nothing = ModuleType("entrypoints")
brings_nothing.get_group_all = lambda *_: ()  # type: ignore[attr-defined]
sys.modules.setdefault("entrypoints", brings_nothing)

holidays = find_spec("holidays")
if holidays is not None:
    countries = ModuleType("holidays.countries")
    countries.__path__ = [str(Path(folder) / "countries") for folder in holidays.submodule_search_locations or ()]
    sys.modules.setdefault("holidays.countries", countries)
