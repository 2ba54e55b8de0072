"""Find out whether the tables and the council's settings belong together."""

from collections.abc import Iterator

import pandas as pd

from feedback_report.settings import Council


def council_problems(tables: dict[str, pd.DataFrame | None], council: Council, home: str) -> Iterator[str]:
    """Name what council.yml speaks of and no table holds, because a paper of zeros would come of it.

    ``tables`` are the loaded ones by name (None: not usable, so not looked at), ``home`` the data
    folder's name for messages. Empty tables are left alone: a council may have nothing to put there.
    """
    cases, population, benchmark = (_table(tables[name]) for name in ("cases", "population", "benchmark"))
    services = [service.name for service in council.services]
    if len(cases) and not cases["service"].isin(services).any():
        yield (
            f"{home}/council.yml: no case belongs to {' or '.join(services)}. Expected the names as the column "
            '"service" of cases has them: correct the services in council.yml, or the column.'
        )
    if len(population) and council.area_code not in population["area_code"].array:
        yield (
            f"{home}/reference/population.csv: has no row with the council's own area code {council.area_code}: "
            "add its population, or correct area_code in council.yml."
        )
    if len(benchmark):
        for neighbour in council.neighbours:
            if neighbour.area_code not in benchmark["area_code"].array:
                yield (
                    f"{home}/reference/benchmark.csv: has no row with the area code {neighbour.area_code} of the "
                    f"neighbour {neighbour.name}: add it, or correct or remove the neighbour in council.yml."
                )


def _table(table: pd.DataFrame | None) -> pd.DataFrame:
    return pd.DataFrame() if table is None else table
