"""The time limits of each procedure and stage, as the settings give them."""

import pandas as pd

from feedback_report.settings import Council

PROCEDURES = ("corporate", "statutory")
STAGES = (1, 2, 3)
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
    ``starts`` (the event, in words) and ``source`` (empty where not given).
    """
    rows = []
    for procedure in PROCEDURES:
        for stage in STAGES:
            held = council.procedures[procedure].stages.get(stage) if procedure in council.procedures else None
            limits: tuple[bool, int | None, int | None, str, str] = (False, None, None, "", "")
            if held:
                limits = (True, held.target, held.extended, EVENTS[held.starts], held.source)
            rows.append((procedure, stage, *limits))
    frame = pd.DataFrame(rows, columns=["procedure", "stage", "given", "target", "extended", "starts", "source"])
    return frame.astype({"target": "Int64", "extended": "Int64"})
