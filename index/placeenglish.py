"""Place names in English text: English names and pinyin, joined or split, with or without their kind."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.placebook import DATA, Place, PlaceName

_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’ʼ`][A-Za-z\u00c0-\u024f]+)*")
_LONGEST = 5
_RANK = {"province": 0, "prefecture": 1, "county": 2}
_KINDS_JOINED = ("xian", "shi", "qu", "zhou", "sheng")


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    capital: bool


@dataclass(frozen=True, slots=True)
class EnglishRules:
    """The word lists of `places_english.toml`."""

    kinds: dict[str, tuple[str, ...]]
    between: frozenset[str]
    english: frozenset[str]
    with_kind: frozenset[str]


@cache
def read_english_rules(path: Path = DATA / "places_english.toml") -> EnglishRules:
    """Read the word lists for English text."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    words = data["words"]
    return EnglishRules(
        {kind: tuple(ends) for kind, ends in data["kinds"].items()},
        frozenset(words["between"]),
        frozenset(words["english"]),
        frozenset(words["with_kind"]),
    )


def plain(word: str) -> str:
    """Return a Latin word in lower case without tones, apostrophes, hyphens and spaces."""
    letters = unicodedata.normalize("NFKD", word).lower()
    return "".join(letter for letter in letters if letter.isascii() and letter.isalpha())


class EnglishPlaces:
    """Find places in English text.

    Args:
        places: the gazetteer by code.
        home: first two digits of the home province.
    """

    def __init__(self, places: dict[str, Place], home: str) -> None:
        self._places = places
        self._home = home
        self._rules = read_english_rules()
        self._names: dict[str, tuple[str, ...]] = {}
        self._single: dict[str, tuple[str, ...]] = {}
        for place in places.values():
            self._add(place)

    def _add(self, place: Place) -> None:
        english = place.english.rsplit(" ", 1)[0] if plain(place.english.rsplit(" ", 1)[-1]) in self._rules.kinds else ""
        forms = {plain(place.pinyin), plain(english or place.english)}
        forms |= {plain(alias) for alias in place.aliases if alias[0] < "\u0250"}
        forms |= {form.replace("u", "v", 1) for form in tuple(forms) if "ü" in place.pinyin}
        one = len(place.short) == 2 and place.short == place.name
        for form in forms:
            single = one and not form.endswith(("xian", "shi", "qu"))
            index = self._single if single else self._names
            index[form] = (*index.get(form, ()), place.code)

    def find(self, text: str) -> list[PlaceName]:
        """Return the places named in a text, in order and without overlap."""
        tokens = [_token(match) for match in _TOKEN.finditer(text)]
        found: list[PlaceName] = []
        i = 0
        while i < len(tokens):
            used, name = self._at(text, tokens, i)
            if name:
                found.append(name)
            i += used
        return found

    def _at(self, text: str, tokens: Sequence[_Token], i: int) -> tuple[int, PlaceName | None]:
        for n in range(min(_LONGEST, len(tokens) - i), 0, -1):
            if not _adjoin(text, tokens[i : i + n]):
                continue
            word = "".join(token.word for token in tokens[i : i + n])
            ends, after = self._kind(text, tokens, i + n)
            codes = self._candidates(word, ends, tokens[i : i + n])
            if codes:
                last = tokens[after - 1] if ends else tokens[i + n - 1]
                start = tokens[i].start
                name = PlaceName(start, last.end, text[start : last.end], codes, self._choose(codes, bool(ends)))
                return (after if ends else i + n) - i, name
        return 1, None

    def _kind(self, text: str, tokens: Sequence[_Token], i: int) -> tuple[tuple[str, ...], int]:
        """Return the ends of Chinese names that the kind after token i allows, and the token after it."""
        j = i
        while j < len(tokens) and j - i < 7 and tokens[j].word in self._rules.between:
            j += 1
        if j < len(tokens) and tokens[j].word in self._rules.kinds and _adjoin(text, tokens[i - 1 : j + 1]):
            return self._rules.kinds[tokens[j].word], j + 1
        return (), i

    def _candidates(self, word: str, ends: tuple[str, ...], tokens: Sequence[_Token]) -> tuple[str, ...]:
        if ends:
            codes = self._names.get(word, ()) + self._single.get(word, ())
            return tuple(code for code in codes if self._places[code].name.endswith(ends))
        codes = self._names.get(word, ())
        if not codes:
            return self._with_joined_kind(word)
        if self._is_english(word, tokens):
            return ()
        capital = tokens[0].capital
        return tuple(code for code in codes if capital or len(tokens) == 1 or self._at_home(code))

    def _with_joined_kind(self, word: str) -> tuple[str, ...]:
        for kind in _KINDS_JOINED:
            codes = self._names.get(word.removesuffix(kind), ()) if word.endswith(kind) else ()
            kept = tuple(c for c in codes if self._places[c].name.endswith(self._rules.kinds[kind]))
            if kept:
                return kept
        return ()

    def _is_english(self, word: str, tokens: Sequence[_Token]) -> bool:
        if len(tokens) == 1:
            return (word in self._rules.with_kind and "'" not in word) or len(word) < 4
        return all(token.word in self._rules.english for token in tokens)

    def _at_home(self, code: str) -> bool:
        return code.startswith(self._home)

    def _choose(self, codes: Sequence[str], with_kind: bool) -> str | None:
        """Prefer the home province, unless a place of a higher level elsewhere bears the bare name."""
        if len(codes) == 1:
            return codes[0]
        rank = min(_RANK[self._places[code].level] for code in codes)
        highest = [code for code in codes if _RANK[self._places[code].level] == rank]
        if len(highest) == 1 and not with_kind and not any(self._at_home(code) for code in codes):
            return highest[0]
        home = [code for code in codes if self._at_home(code)]
        top = [code for code in home if code in highest] or (home if with_kind else [])
        return top[0] if len(top) == 1 else None


def _token(match: re.Match[str]) -> _Token:
    text = re.sub(r"['’ʼ`]s$", "", match.group())
    return _Token(match.start(), match.start() + len(text), plain(text), text[0].isupper())


def _adjoin(text: str, tokens: Sequence[_Token]) -> bool:
    """Say whether only single spaces or hyphens stand between the tokens."""
    return all(text[a.end : b.start] in (" ", "-", "", "'") for a, b in zip(tokens, tokens[1:], strict=False))
