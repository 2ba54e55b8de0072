"""Leave garbage lying for a while: a paper's trees are so large that looking for it takes a third of the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_left() -> Iterator[None]:
    """Look for no garbage inside. It holds no tables, so little is left lying."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
