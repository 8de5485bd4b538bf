"""How seldom Python looks for garbage in a process that answers many questions."""

from __future__ import annotations

import gc

_THRESHOLDS = (20_000, 20, 20)
"""Objects made since before the youngest are looked through, and rounds before older ones are.

Nearly nothing of ours is garbage that only a search finds, and a long list makes hundreds of thousands of
objects that stay; as delivered, a fifth of its time goes into looking for what is not there.
"""


def seldom() -> None:
    """Leave out of every later search what is loaded now, and search less often.

    What is loaded (dictionaries, the gazetteer, libraries) is more than half a million objects: looking
    through them once holds up all conversations for half a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
