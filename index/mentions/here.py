"""What an article calls its own place: 全县, 我市, 县政协; the words are here.toml."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from index.mentions.units import alternatives
from index.packaged import load_packaged
from index.places import Gazetteer
from index.records import Mention


def find_here(text: str, place_code: str | None, gazetteer: Gazetteer) -> list[Mention]:
    """Find the words by which a text means the place that it reports from.

    Args:
        text: any text.
        place_code: code of the article's place, None where it is not known.
        gazetteer: says what the place lies in.

    Returns:
        Place mentions in order, with the full name and the code of the place meant; words that fit no level
        of the place (县政协 in an article from a prefecture) are left out.
    """
    meant = _meant(place_code, gazetteer) if place_code else {}
    if not meant:
        return []
    mentions = []
    for match in _pattern().finditer(text):
        found = meant.get(match["whole"] or match.group()[0])
        if found is not None:
            name, code, level = found
            mentions.append(Mention("place", match.start(), match.end(), match.group(), name, code, level))
    return mentions


@lru_cache(maxsize=256)
def _meant(place_code: str, gazetteer: Gazetteer) -> dict[str, tuple[str, str, str]]:
    """Return, for each level word, the nearest place that it fits."""
    place = gazetteer.get(place_code)
    if place is None:
        return {}
    meant: dict[str, tuple[str, str, str]] = {}
    for candidate in (place, *gazetteer.ancestors(place_code)):
        for word, endings in _rules()[0].items():
            if candidate.name.endswith(endings):
                meant.setdefault(word, (candidate.name, candidate.code, candidate.level))
    return meant


@cache
def _rules() -> tuple[dict[str, tuple[str, ...]], dict[str, list[str]], str]:
    return load_packaged("index", "here.toml", _read, "the words for the own place are malformed")


def _read(data: dict[str, Any]) -> tuple[dict[str, tuple[str, ...]], dict[str, list[str]], str]:
    levels = {entry["word"]: tuple(entry["endings"]) for entry in data["level"]}
    words = {"whole": data["whole"], "bodies": data["bodies"], "before_whole": data["never"]["before_whole"]}
    return levels, words, data["never"]["after"]


@cache
def _pattern() -> re.Pattern[str]:
    levels, words, never_after = _rules()
    level = "".join(levels)
    firsts = "".join({word[0] for word in words["whole"]})
    whole = "|".join(f"(?<={word[0]}){re.escape(word[1:])}" for word in words["whole"])
    # The first character is matched before it is looked at: the search for one set of characters is fast.
    return re.compile(
        f"[{level}{firsts}](?:(?:{whole})(?P<whole>[{level}])(?!{alternatives(words['before_whole'])})"
        f"|(?<=[{level}])(?<![{never_after}].)(?:{alternatives(words['bodies'])}))"
    )
