"""Read the page of the paper that a question names: 第三版, 头版, page 2; `data/pages.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.records import Language
from index.packaged import load_packaged


@dataclass(frozen=True, slots=True)
class PageNames:
    """The pages that a question names, as articles have them ("3"), and where it does."""

    pages: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Rules:
    patterns: dict[Language, re.Pattern[str]]
    numbers: dict[str, str]

    def number(self, match: re.Match[str]) -> str:
        said = match["n"] or match.groupdict().get("n2") or ""
        if match["front"]:
            return "1"
        return self.numbers.get(said) or said.lstrip("abcd0")


def find_pages(text: str, language: Language) -> PageNames:
    """Return the pages that a question names; empty where it names none, or asks for one (第几版).

    Args:
        text: the folded question, its times blanked out.
        language: its language.
    """
    rules = _load()
    found = list(rules.patterns[language].finditer(text.lower()))
    return PageNames(tuple(dict.fromkeys(map(rules.number, found))), tuple(m.span() for m in found))


def beside(pages: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Return the pages of both limits, those of the one where only one limits.

    Args:
        pages, others: page numbers; an empty limit lets every page pass.
    """
    if pages and others:
        # Where no page is in both, nothing may pass: a number that no page has.
        return tuple(page for page in pages if page in others) or ("0",)
    return tuple(pages or others)


@cache
def _load() -> _Rules:
    return load_packaged("assistant", "pages.toml", _compiled, "a rule of pages is wrong")


def _compiled(raw: dict[str, Any]) -> _Rules:
    return _Rules({"zh": re.compile(raw["zh"]), "en": re.compile(raw["en"])}, raw["numbers"])
