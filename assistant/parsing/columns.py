"""Read the column or the named page of the paper that a question limits itself to: “简讯”栏目, 综合版."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.records import Language
from index.packaged import load_packaged


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a question names, and where it does."""

    names: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Rules:
    before: str
    after: dict[Language, str]
    within: str
    sure: int
    english: dict[str, tuple[str, ...]]


def find_columns(text: str, language: Language, known: Collection[str]) -> Columns:
    """Return the columns that a question names; empty where it names none that the archive has.

    Args:
        text: the folded question.
        language: its language.
        known: names of the pages and columns under which the archive has articles.
    """
    rules = _load()
    said: dict[str, tuple[str, ...]] = {name: (name,) for name in known if name in text}
    for word, names in rules.english.items() if language == "en" else ():
        kept = tuple(name for name in names if name in known)
        if kept and word in text.lower():
            said[word] = kept
    for name in sorted(said, key=len, reverse=True):
        after = rules.after[language]
        if language == "zh" and len(name) >= rules.sure:
            after = f"(?:{after}|{rules.within})"
        quoted = f"[“\"'‘《【]?{re.escape(name)}[”\"'’》】]?"
        found = re.search(f"(?:{rules.before})?{quoted}(?:{after})|(?:{rules.before}){quoted}", text.lower())
        if found:
            return Columns(said[name], (found.span(),))
    return Columns()


@cache
def _load() -> _Rules:
    return load_packaged("assistant", "pages.toml", _compiled, "a rule of columns is wrong")


def _compiled(raw: dict[str, Any]) -> _Rules:
    told = raw["columns"]
    english = {word: tuple(names) for word, names in told["english"].items()}
    after: dict[Language, str] = {"zh": told["after"], "en": told["after_en"]}
    return _Rules(told["before"], after, told["within"], int(told["sure"]), english)
