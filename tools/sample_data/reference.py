"""The series from before the case data, and other counties' complaints: a few published, the rest invented."""

from pathlib import Path

import pandas as pd

INVENTED = "Invented for the sample"
PUBLISHED_COUNT = "Published paper for 2024/25"
PUBLISHED_SHARE = "Invented within a published share (0.35% of residents)"

# year: complaints, where they come from, compliments, comments
HISTORY = {
    "2018/19": (1587, INVENTED, None, None),
    "2019/20": (1694, INVENTED, None, None),
    "2020/21": (1322, PUBLISHED_COUNT, 604, 287),
    "2021/22": (2104, PUBLISHED_SHARE, 498, 231),
}

# Invented complaints per 100,000 residents: 2022/23, 2023/24 and, where already "published", 2024/25.
RATES = {
    "E10000003": (214, 226, 209),
    "E10000007": (101, 94, 97),
    "E10000013": (166, 171, None),
    "E10000018": (189, 203, 196),
    "E10000024": (142, 137, 131),
    "E10000025": (158, 152, 160),
    "E10000028": (112, 118, None),
    "E10000029": (252, 269, 241),
    "E10000034": (135, 128, None),
}
RATE_YEARS = (2022, 2023, 2024)
BENCHMARK_SOURCE = "Invented for the sample; not this county's own figure"


def make_history() -> pd.DataFrame:
    """Make history.csv: whole-council cases by feedback type, for the years without case data."""
    rows = []
    for year, (complaints, source, compliments, comments) in HISTORY.items():
        counts = {
            "complaint": (complaints, source),
            "compliment": (compliments, INVENTED),
            "comment": (comments, INVENTED),
        }
        rows += [("cases", year, "", "", name, count, said) for name, (count, said) in counts.items() if count]
    return pd.DataFrame(rows, columns=["series", "year", "month", "service", "category", "count", "source"])


def make_benchmark(population: Path) -> pd.DataFrame:
    """Make benchmark.csv from invented rates and the published population of each county."""
    people = pd.read_csv(population, encoding="utf-8")
    rows = []
    for place, year in enumerate(RATE_YEARS):
        for area_code, rates in RATES.items():
            rate = rates[place]
            own = people[people["area_code"] == area_code]
            residents = dict(zip(own["year"], own["population"], strict=True))
            if rate is not None:
                complaints = (rate * int(residents[min(year, max(residents))]) + 50_000) // 100_000
                label = f"{year}/{(year + 1) % 100:02d}"
                rows.append((label, area_code, own["area"].iloc[0], complaints, BENCHMARK_SOURCE))
    return pd.DataFrame(rows, columns=["year", "area_code", "area", "complaints", "source"])
