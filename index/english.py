"""English questions in the words of the archive: terms, places, dates, sessions, and a word list.

What has no Chinese is said, and never guessed. Rules and lists are in `data/english.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from index.dates import DateName, find_question_dates
from index.packaged import load_packaged
from index.places import Gazetteer
from index.terms import Terms, stem
from index.words import stop_words

How = Literal["place", "date", "session", "term", "dictionary", "name", "as it is"]
Held = Callable[[str], int]
"""Tells in how many passages of the archive a Chinese word stands, at most."""
Named = Callable[[str, Sequence[str]], tuple[str, ...]]
"""Gives what the archive writes for a name in pinyin with one of several ends."""

_HAN = re.compile("[\u3400-\u9fff]+")
_LATIN = re.compile("[A-Za-z]{2,}")
_TOKEN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|[0-9]+(?:[.,][0-9]+)*%?|[\u3400-\u9fff]+")
_ORDINAL = re.compile(r"\b(?:(\d{1,2})(?:st|nd|rd|th)|([a-z]+(?:th|st|nd|rd)))\b", re.IGNORECASE)
_AFTER = 4
"""Words after a number in order within which what it counts stands."""
_BLANK = "\x00"
_NAME, _PHRASE = 3, 3
"""Words of one name, and of one entry of the dictionary, at most."""
_MOST = 2
"""Chinese words taken for one English one, at most."""
_FEW_DAYS = 10
"""Days of a span of which the first and the last are looked for; of a longer one the month is."""
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Part:
    """Some English words of a question with their Chinese.

    Attributes:
        chinese: words for the same thing, the usual one first.
        how: where they are from.
    """

    start: int
    end: int
    said: str
    chinese: tuple[str, ...]
    how: How


@dataclass(frozen=True, slots=True)
class Translation:
    """A question in the words of the archive.

    Attributes:
        parts: what was translated, in order.
        unknown: words that were not.
        whole: the question as an interpreter translated it, empty where none did; see `index.interpreted`.
        doubt: why what an interpreter said is not used.
    """

    parts: tuple[Part, ...]
    unknown: tuple[str, ...]
    whole: str = ""
    doubt: str = ""

    @property
    def text(self) -> str:
        """Return the Chinese question: its words, parted by commas; empty where none was found."""
        return self.whole or "，".join(dict.fromkeys(word for part in self.parts for word in part.chinese))


def is_english(text: str) -> bool:
    """Say whether a question is asked in English, whatever Chinese names it may hold."""
    han, words = len("".join(_HAN.findall(text))), len(_LATIN.findall(text))
    return words > han or (words >= 3 and 2 * words >= han)


class Translator:
    """Turn English questions into Chinese ones.

    Args:
        gazetteer: the place names.
        terms: the domain's terms.
        dictionary: gives Chinese words for English ones that are no terms, the likeliest first; may be empty.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        terms: Terms,
        dictionary: Callable[[Sequence[str]], Sequence[str]] = lambda words: (),
    ) -> None:
        self.gazetteer, self.terms, self._dictionary = gazetteer, terms, dictionary
        self._rules = read_rules()

    def translate(
        self, question: str, held: Held, today: date, named: Named = lambda name, ends: ()
    ) -> Translation:
        """Return a question in the words of the archive.

        Args:
            question: in English; Chinese words in it stay as they are.
            held: tells which of several Chinese words the archive uses.
            today: the day from which "last year" counts.
            named: finds names by their sound in the archive.
        """
        parts = list(self._dated(question, today))
        # Towns with their kind before counties of their sound and the terms, of which the kind is one.
        parts += self._named(_blanked(question, parts), named, kind=True)
        parts += self._places(_blanked(question, parts), held)
        parts += self._termed(_blanked(question, parts), held)
        parts += self._sessions(question, _blanked(question, parts))
        parts += self._named(_blanked(question, parts), named, kind=False)
        others, unknown = self._others(_blanked(question, parts), held)
        return Translation(tuple(sorted([*parts, *others], key=lambda part: part.start)), tuple(unknown))

    def _dated(self, text: str, today: date) -> Iterator[Part]:
        for name in find_question_dates(text, today):
            said = _chinese_date(name)
            if said:
                yield Part(name.start, name.end, text[name.start : name.end], said, "date")

    def _sessions(self, text: str, rest: str) -> Iterator[Part]:
        """Yield numbers in order that count terms or meetings (the 20th meeting of the fifth CPPCC)."""
        for match in _ORDINAL.finditer(rest):
            number = int(match[1]) if match[1] else self._rules.numbers.get(match[2].lower(), 0)
            following = [stem(w.lower()) for w in _LATIN.findall(text[match.end() :])[:_AFTER]]
            counted = next((self._rules.counted[w] for w in following if w in self._rules.counted), "")
            if number and counted:
                yield Part(match.start(), match.end(), match.group(), (numeral(number) + counted,), "session")

    def _places(self, text: str, held: Held) -> Iterator[Part]:
        for name in self.gazetteer.find_english(text):
            codes = [name.code] if name.code else list(name.candidates)
            home = [code for code in codes if code.startswith(self.gazetteer.home)] or codes
            places = [place for code in home[:_MOST] if (place := self.gazetteer.get(code))]
            # A county elsewhere of which nothing tells may be the sound of a town or a person here.
            if places and (self._at_home(home) or any(held(place.short) for place in places)):
                chinese = tuple(dict.fromkeys(place.name for place in places))
                yield Part(name.start, name.end, text[name.start : name.end], chinese, "place")

    def _at_home(self, codes: Sequence[str]) -> bool:
        """Say whether a place lies in the home province, or is more than a county."""
        return any(code.startswith(self.gazetteer.home) or code.endswith("00") for code in codes)

    def _termed(self, text: str, held: Held) -> Iterator[Part]:
        for start, end, words in self.terms.find_english(text):
            if not self._says_nothing(text[start:end]):
                yield Part(start, end, text[start:end], chosen(words, held), "term")

    def _says_nothing(self, word: str) -> bool:
        lowered = word.lower()
        return lowered in stop_words() or lowered in self._rules.skip or stem(lowered) in self._rules.skip

    def _named(self, text: str, named: Named, *, kind: bool) -> Iterator[Part]:
        """Yield names in pinyin as the archive writes them.

        Args:
            text: the question, without what is known.
            named: finds them.
            kind: only places with their kind behind them (Shangqin town), else only names without.
        """
        tokens = list(_TOKEN.finditer(text))
        at = 0
        while at < len(tokens):
            at += 1
            for used in range(min(_NAME, len(tokens) - at + 1), 0, -1):
                name = tokens[at - 1 : at - 1 + used]
                after = tokens[at - 1 + used : at + used]
                ends = self._rules.kinds.get(after[0].group().lower(), ()) if kind and after else ()
                if not all(token.group()[0].isupper() for token in name) or (kind and not ends):
                    continue
                found = named("".join(_bare(token.group()) for token in name), ends or ("",))
                if found:
                    taken = name + after if kind else name
                    yield _part(taken, found, "name")
                    at += len(taken) - 1
                    break

    def _others(self, text: str, held: Held) -> tuple[list[Part], list[str]]:
        """Return what the dictionary makes of the words that are left, and what stays unknown."""
        tokens = list(_TOKEN.finditer(text))
        parts: list[Part] = []
        unknown: list[str] = []
        at = 0
        while at < len(tokens):
            said = tokens[at].group()
            used, part = 1, None
            if not said[0].isascii() or said[0].isdigit():
                part = Part(*tokens[at].span(), said, (said,), "as it is")
            elif not self._says_nothing(_bare(said)):
                used, part = self._looked_up(tokens, at, held)
                unknown += [said] if part is None else []
            parts += [part] if part else []
            at += used
        return parts, unknown

    def _looked_up(self, tokens: Sequence[re.Match[str]], at: int, held: Held) -> tuple[int, Part | None]:
        for used in range(min(_PHRASE, len(tokens) - at), 0, -1):
            words = [_bare(match.group()) for match in tokens[at : at + used]]
            known = [word for word in self._dictionary(words) if held(word)]
            if known:
                best = sorted(known[: 2 * _MOST], key=held, reverse=True)[:_MOST]
                return used, _part(tokens[at : at + used], tuple(best), "dictionary")
        return 1, None


def chosen(words: Sequence[str], held: Held) -> tuple[str, ...]:
    """Return the words for a term that the archive uses most, of one that holds another only the shorter."""
    known = [word for word in words if held(word)] or list(words[:1])
    ordered = sorted(known, key=lambda word: (-held(word), words.index(word)))
    kept: list[str] = []
    for word in ordered:
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    first = [words[0]] if words[0] in known else []
    return tuple(dict.fromkeys([*first, *kept]))[:_MOST]


def numeral(number: int) -> str:
    """Return a number below 100 in Chinese, as sessions are counted: 十三, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _chinese_date(name: DateName) -> tuple[str, ...]:
    """Return how a newspaper writes a date: the year, and the month with its day."""
    if name.range is None:
        return ()
    first, last = name.range.first, name.range.last
    if first == last:
        return (f"{first.year}年", f"{first.month}月{first.day}日")
    if (first.year, first.month) == (last.year, last.month):
        if (last - first).days <= _FEW_DAYS:
            return (f"{first.year}年", f"{first.month}月{first.day}日", f"{last.month}月{last.day}日")
        return (f"{first.year}年", f"{first.month}月")
    return (f"{first.year}年",) if first.year == last.year else ()


def _part(tokens: Sequence[re.Match[str]], chinese: tuple[str, ...], how: How) -> Part:
    start, end = tokens[0].start(), tokens[-1].end()
    return Part(start, end, tokens[0].string[start:end], chinese, how)


def _bare(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")


def _blanked(text: str, parts: Iterable[Part]) -> str:
    for part in parts:
        text = text[: part.start] + _BLANK * (part.end - part.start) + text[part.end :]
    return text


@dataclass(frozen=True, slots=True)
class EnglishRules:
    """The lists of `data/english.toml`; `counted` gives what a number in order before a word counts."""

    skip: frozenset[str]
    kinds: dict[str, tuple[str, ...]]
    counted: dict[str, str]
    numbers: dict[str, int]


@cache
def read_rules() -> EnglishRules:
    """Read the packaged lists.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("index", "english.toml", _rules, "the lists are malformed")


def _rules(data: dict[str, Any]) -> EnglishRules:
    skip = data["skip"].split()
    return EnglishRules(
        frozenset([*skip, *map(stem, skip)]),
        {kind: tuple(ends) for kind, ends in data["kinds"].items()},
        {stem(word): unit for unit, words in data["ordinals"].items() for word in words},
        {word: int(number) for word, number in data["numbers"].items()},
    )
