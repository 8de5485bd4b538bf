"""Traditional characters made simplified ones, as OpenCC does.

The dictionaries of OpenCC come from the package `opencc-python-reimplemented`; they are applied here by one
regular expression and one translation table (left-most longest phrase first, as OpenCC does), because the
package's own converter is quadratic in the length of a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from index.errors import DataError

_SELDOM = 8
"""One character in so many, or more, is changed faster with all of them at once."""


def traditional(text: str) -> int:
    """Count the characters of a text that `simplify` may change; much faster than that."""
    return len(_conversion().traditional.findall(text))


def simplify(text: str) -> str:
    """Return a text with its traditional characters made simplified, by OpenCC; no length changes.

    A lone surrogate, which no UTF-8 can hold and no library takes, becomes a question mark.
    """
    conversion = _conversion()
    if not conversion.traditional.search(text):
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode("utf-8")
    parts: list[str] = []
    last = 0
    for match in conversion.found(text):
        parts.append(conversion.single(text[last : match.start()]))
        parts.append(conversion.phrases[match.group()])
        last = match.end()
    return "".join(parts) + conversion.single(text[last:])


@dataclass(frozen=True, slots=True)
class _Conversion:
    """OpenCC's way from traditional to simplified characters; every phrase keeps its length.

    Attributes:
        traditional: the characters that may change, alone or in a phrase; lone surrogates, too.
        characters: code of a traditional character → its simplified character.
        phrases: words whose characters do not each take their usual form (乾隆, 瞭解).
        pattern: finds the phrases, longest first.
        longest: characters of the longest one.
    """

    traditional: re.Pattern[str]
    characters: dict[int, str]
    phrases: dict[str, str]
    pattern: re.Pattern[str]
    longest: int

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the phrases in a text: they are looked for around the characters that may change."""
        stretches: list[tuple[int, int]] = []
        for hit in self.traditional.finditer(text):
            start, end = max(0, hit.start() - self.longest), hit.end() + self.longest
            if stretches and start <= stretches[-1][1]:
                start = stretches.pop()[0]
            stretches.append((start, end))
        for stretch in stretches:
            yield from self.pattern.finditer(text, *stretch)

    def single(self, text: str) -> str:
        """Return a text without phrases simplified; where few characters change, the rest costs little."""
        changing = self.traditional.findall(text)
        if len(changing) * _SELDOM > len(text):
            return text.translate(self.characters)
        for old in set(changing):
            text = text.replace(old, self.characters.get(ord(old), old))
        return text


@cache
def _conversion() -> _Conversion:
    characters = {old: new for old, new in _opencc("TSCharacters.txt").items() if old != new}
    characters = {old: characters.get(new, new) for old, new in characters.items()}
    phrases = _opencc("TSPhrases.txt")
    # A phrase that is simplified already must stay (乾县), or it would not meet its traditional twin (乾縣).
    phrases |= {new: new for new in phrases.values() if not characters.keys().isdisjoint(new)}
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    codes = {ord(old): new for old, new in characters.items()}
    in_phrases = {a for old, new in phrases.items() for a, b in zip(old, new, strict=True) if a != b}
    # Beyond the plane of common characters every one is looked at: one range, where thousands of characters
    # (or a second branch for all but that plane) would make the class slow.
    common = sorted(c for c in set(characters) | in_phrases if ord(c) < 0x10000)
    traditional = re.compile(f"[{''.join(common)}\ud800-\udfff\U00010000-\U0010ffff]")
    return _Conversion(traditional, codes, phrases, pattern, len(longest_first[0]))


def _opencc(name: str) -> dict[str, str]:
    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        raise DataError(
            "its dictionaries are missing", subject="opencc", hint="install opencc-python-reimplemented"
        )
    path = Path(spec.origin).parent / "dictionary" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    # Where a character has several simplified forms, the first is the common one.
    return {old: new.split(" ")[0] for old, new in (line.strip().split("\t") for line in lines if line)}
