"""Leave out what libraries import on the way and this product never uses. Imported before they are.

jsonschema, which nbformat imports, builds grammars for formats of addresses (RFC 3987) when the
package is there, in more time than all else that a small build imports. No notebook's schema asks
for such a format, and jsonschema does without the package where it is not installed. pandera loads
hypothesis, which makes up data for tests, where that is installed, and looks for geopandas, which
knows shapes on maps, again and again where it is not.
"""

import sys

for name in ("rfc3987_syntax", "hypothesis", "geopandas"):
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: as if it were not installed
