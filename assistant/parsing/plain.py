"""Say a message plainly before it is read: without courtesy or who asks and what for, in usual words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.records import Language
from index.packaged import load_packaged

_ASKS = re.compile("什么|谁|哪|几|多少|吗|呢|何|怎|是否|有没有|列|介绍|概括|总结|说|查|找|数一|[？?]$")
_LEAST = 2  # characters of a question that has to be left


@dataclass(frozen=True, slots=True)
class _Said:
    """How something is said, and how it is said plainly; short: only in messages without an asking word."""

    pattern: re.Pattern[str]
    plain: str
    short: bool


@dataclass(frozen=True, slots=True)
class Plainly:
    """The compiled rules of one language; the comments of `data/plain.toml` say what each is for."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    asides: re.Pattern[str]
    courtesy: re.Pattern[str]
    said: tuple[_Said, ...]

    def is_courtesy(self, text: str) -> bool:
        """Say whether a message only greets, thanks or agrees.

        Args:
            text: the message, without white space where it is Chinese.
        """
        return self.courtesy.fullmatch(text) is not None

    def say(self, text: str) -> str:
        """Return a message plainly; as it is where nothing would be left of it.

        Args:
            text: the message, without white space where it is Chinese.
        """
        rest = self.asides.sub("", text)
        while (cut := self._cut(rest)) != rest:
            rest = cut
        short = not _ASKS.search(rest)
        for said in self.said:
            rest = said.pattern.sub(said.plain, rest) if short or not said.short else rest
        return rest

    def _cut(self, text: str) -> str:
        """Return a message without one stretch at its beginning or end that says nothing."""
        for pattern in (self.before, self.behind):
            rest = pattern.sub("", text, count=1)
            if rest != text and len(rest.strip(" ，,。？?！!")) >= _LEAST:
                return rest
        return text


def _any(patterns: Sequence[str], begin: str = "", end: str = "") -> re.Pattern[str]:
    joined = "|".join(patterns) or "(?!)"
    return re.compile(f"{begin}(?:{joined}){end}", re.IGNORECASE)


def _rules(raw: dict[str, Any]) -> dict[Language, Plainly]:
    languages: tuple[Language, ...] = ("zh", "en")
    return {
        language: Plainly(
            _any(raw[language]["before"], begin="^"),
            _any(raw[language]["behind"], end="$"),
            _any(raw[language]["asides"]),
            re.compile(raw[language]["courtesy"], re.IGNORECASE),
            tuple(
                _Said(re.compile(entry[language], re.IGNORECASE), entry["plain"], entry.get("short", False))
                for entry in raw["said"]
                if language in entry
            ),
        )
        for language in languages
    }


@cache
def load_plain() -> dict[Language, Plainly]:
    """Read and compile the packaged rules of saying things plainly.

    Raises:
        DataError: a rule is missing or is no regular expression.
    """
    return load_packaged("assistant", "plain.toml", _rules, "a rule of plain speech is wrong")
