"""The time limits of each procedure and stage, as the settings give them."""

import pandas as pd

from feedback_report.settings import Clock, Council
from feedback_report.wording import counted

PROCEDURES = ("corporate", "statutory")
STAGES = (1, 2, 3)
COLUMNS = ["procedure", "stage", "given", "target", "extended", "limits", "limits_named", "starts", "source"]
EVENTS = {
    "received": "the day the complaint was received",
    "acknowledged": "the day the complaint was acknowledged",
    "requested": "the day the stage was asked for",
    "started": "the day the stage began",
}


def clocks(council: Council) -> pd.DataFrame:
    """List the clock of every stage of every procedure, those that the council does not use included.

    One row per procedure and stage. Columns: ``procedure``, ``stage``, ``given`` (whether the
    settings hold it), ``target`` and ``extended`` (working days; missing where not given),
    ``limits`` and ``limits_named`` (both in words, and one alone where they are the same), ``starts``
    (the event, in words) and ``source`` (empty where not given).
    """
    rows = []
    for procedure in PROCEDURES:
        for stage in STAGES:
            held = council.procedures[procedure].stages.get(stage) if procedure in council.procedures else None
            clock: tuple[bool, int | None, int | None, str, str, str, str] = (False, None, None, "", "", "", "")
            if held:
                clock = (True, held.target, held.extended, *_in_words(held), EVENTS[held.starts], held.source)
            rows.append((procedure, stage, *clock))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"target": "Int64", "extended": "Int64"})


def _in_words(clock: Clock) -> tuple[str, str]:
    target, extended = counted(clock.target, "working day"), counted(clock.extended, "working day")
    if clock.extended == clock.target:
        return target, f"the limit is {target}"
    return (
        f"{target}, or {extended} where more time is needed",
        f"the target is {target} and the extended limit {extended}",
    )
