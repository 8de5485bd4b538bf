"""Place names in English text: English names and pinyin, joined or split, with or without their kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from index.packaged import load_packaged
from index.places.book import Place, PlaceName

_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’ʼ`][A-Za-z\u00c0-\u024f]+)*")
_SYLLABLES = re.compile(
    r"(?:(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?(?:i?ang?|i?ao|i?ong|uang?|uai|ang?|eng?|ing?|ong|ai|ei|ao|ou|er"
    r"|i[aeu]|u[aeoi]|un|[aoeiuv]))+"
)
_BESIDE = (", ", " of ", " in ", "'s ", "’s ", " ")
_LONGEST = 5
_MOST_BETWEEN = 7
_MARKS_BETWEEN = ("autonomous", "administrative")
_RANK = {"province": 0, "prefecture": 1, "county": 2}
_KINDS_JOINED = ("xian", "shi", "qu", "zhou", "sheng")


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    raw: str


@dataclass(frozen=True, slots=True)
class EnglishRules:
    """The word lists of `places_english.toml`."""

    kinds: dict[str, tuple[str, ...]]
    between: frozenset[str]
    english: frozenset[str]
    with_kind: frozenset[str]
    never: re.Pattern[str]


@cache
def read_english_rules() -> EnglishRules:
    """Read the word lists for English text.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("index", "places_english.toml", _rules, "the words around places are malformed")


def _rules(data: dict[str, Any]) -> EnglishRules:
    words = data["words"]
    return EnglishRules(
        {kind: tuple(ends) for kind, ends in data["kinds"].items()},
        frozenset(words["between"]),
        frozenset(words["english"]),
        frozenset(words["with_kind"]),
        re.compile(rf"\b(?:{'|'.join(map(re.escape, words['never']))})\b", re.IGNORECASE),
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
        self._phrases: set[str] = set()
        for place in places.values():
            self._add(place)

    def _add(self, place: Place) -> None:
        name, _, kind = place.english.rpartition(" ")
        english = name if kind.lower() in self._rules.kinds else place.english
        forms = {plain(place.pinyin), plain(english), *map(plain, filter(_latin, place.aliases))}
        forms |= {form.replace("u", "v", 1) for form in tuple(forms) if "ü" in place.pinyin}
        self._phrases |= {plain(form) for form in (english, *filter(_latin, place.aliases)) if " " in form}
        one = len(place.short) == 2 and place.short == place.name
        for form in forms:
            single = one and not form.endswith(_KINDS_JOINED)
            index = self._single if single else self._names
            index[form] = (*index.get(form, ()), place.code)

    def find(self, text: str) -> list[PlaceName]:
        """Return the places named in a text, in order and without overlap."""
        text = self._rules.never.sub(lambda thing: " " * len(thing.group()), text)
        tokens = [_token(match) for match in _TOKEN.finditer(text)]
        found: list[PlaceName] = []
        i = 0
        while i < len(tokens):
            used, name = self._at(text, tokens, i)
            if name:
                found.append(name)
            i += used
        return self._placed(found, text)

    def _placed(self, names: list[PlaceName], text: str) -> list[PlaceName]:
        """Resolve names by the place named beside them ("Chengguan District, Lhasa")."""
        beside = {
            i: other
            for i, (one, two) in enumerate(pairwise(names))
            if text[one.end : two.start] in _BESIDE
            for i, other in ((i, two), (i + 1, one))
        }
        return [self._inside(name, beside.get(i)) for i, name in enumerate(names)]

    def _inside(self, name: PlaceName, other: PlaceName | None) -> PlaceName:
        inner = [c for c in name.candidates if other and other.code and self._below(c, other.code)]
        return replace(name, code=inner[0]) if len(inner) == 1 else name

    def _below(self, code: str, outer: str) -> bool:
        parent = self._places[code].parent
        return bool(parent) and (parent == outer or self._below(parent, outer))

    def _at(self, text: str, tokens: Sequence[_Token], i: int) -> tuple[int, PlaceName | None]:
        """Return how many tokens the longest name at token i takes, and the name."""
        for n in range(min(_LONGEST, len(tokens) - i), 0, -1):
            part = tokens[i : i + n]
            if n > 1 and not (self._splits(part) and _adjoin(text, part)):
                continue
            ends, after = self._kind(text, tokens, i + n)
            for stop, kinds in ((after, ends), (i + n, ())):
                codes = self._candidates(part, kinds)
                if codes:
                    start, end = part[0].start, tokens[stop - 1].end
                    code = self._choose(codes, bool(kinds))
                    return stop - i, PlaceName(start, end, text[start:end], codes, code)
        return 1, None

    def _splits(self, tokens: Sequence[_Token]) -> bool:
        """Say whether several words may be one name: syllables of pinyin, or an English phrase."""
        word = _joined(tokens)
        if word in self._phrases:
            return True
        known = word in self._names or word in self._single
        return known and all(_SYLLABLES.fullmatch(token.word) for token in tokens)

    def _kind(self, text: str, tokens: Sequence[_Token], i: int) -> tuple[tuple[str, ...], int]:
        """Return the ends of Chinese names that the kind at token i allows, and the token after it."""
        j = i
        while j < len(tokens) and j - i < _MOST_BETWEEN and tokens[j].word in self._rules.between:
            j += 1
        if not any(token.word in _MARKS_BETWEEN for token in tokens[i:j]):
            j = i
        ends = self._rules.kinds.get(tokens[j].raw.lower(), ()) if j < len(tokens) else ()
        between = (" ", "-") if i == j else (" ", "-", ", ")
        return (ends, j + 1) if ends and _adjoin(text, tokens[i - 1 : j + 1], between) else ((), i)

    def _candidates(self, tokens: Sequence[_Token], ends: tuple[str, ...]) -> tuple[str, ...]:
        word = _joined(tokens)
        if ends:
            codes = self._names.get(word, ()) + self._single.get(word, ())
            return tuple(code for code in codes if self._places[code].name.endswith(ends))
        codes = self._names.get(word, ())
        if not codes:
            return self._with_joined_kind(word)
        if self._is_english(word, tokens):
            return ()
        capital = tokens[0].raw[0].isupper()
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
            return (word in self._rules.with_kind or len(word) < 4) and word == tokens[0].raw.lower()
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
    return _Token(match.start(), match.start() + len(text), plain(text), text)


def _joined(tokens: Sequence[_Token]) -> str:
    return "".join(token.word for token in tokens)


def _latin(alias: str) -> bool:
    return alias[0] < "\u0250"


def _adjoin(text: str, tokens: Sequence[_Token], between: tuple[str, ...] = (" ", "-", "")) -> bool:
    """Say whether only a space or a hyphen stands between the tokens."""
    return all(text[a.end : b.start] in between for a, b in pairwise(tokens))
