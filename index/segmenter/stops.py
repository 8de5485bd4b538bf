"""Pages that print a point where a sentence ends, as scans that were recognised and old exports do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.segmenter.pageline import PageLine

_STOP = re.compile('[.．](?<=[\u4e00-\u9fff”’"）)》].)(?![A-Za-z0-9.．])')
_FEWEST = 3


def read_stops(items: Sequence[PageLine]) -> None:
    """Read the points behind Chinese characters as full stops, where the page hardly has other ones.

    Args:
        items: the lines of the page; only their plain form changes, character for character.
    """
    pointed = [item for item in items if "." in item.text or "．" in item.text]
    stops = sum([len(_STOP.findall(item.text)) for item in pointed])
    if stops < _FEWEST or sum(["。" in item.text for item in items]) * 2 > stops:
        return
    for item in pointed:
        item.text = _STOP.sub("。", item.text)
