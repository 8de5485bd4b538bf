"""Whether an item of the gold stands in what a reader sees of an answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
_MARK = re.compile(r"\[\d+(?:\s*[,，、]\s*\d+)*\]")
_TAG = re.compile(r"<[^<>]+>")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_RULE = re.compile(r"^[\s|:-]*-{3,}[\s|:-]*$", re.MULTILINE)
_SIGNS = re.compile(r"\*\*|__|`|^\s{0,3}#{1,6}\s+|^\s*[-*]\s+", re.MULTILINE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SPACE = re.compile(r"\s+")
_TITLE = re.compile("[《》]")


def squeeze(text: str) -> str:
    """Return the text without white space."""
    return _SPACE.sub("", text)


def displayed(markdown: str) -> str:
    """Return Markdown as a reader sees it, without quotations, citation marks and signs of markup.

    A quotation is a line that begins with ">".
    """
    text = _QUOTED.sub("", markdown)
    text = _LINK.sub(r"\1", _MARK.sub("", text))
    text = _SIGNS.sub("", _RULE.sub("", _TAG.sub("", text))).replace("|", " ")
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def normal(text: str) -> str:
    """Return text for comparing: NFKC, case-folded, digits without thousands separators."""
    return _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).casefold())


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Compile one accepted form; a plain one matches whatever white space stands between its characters.

    A plain form that begins with a digit matches only where no further digit or decimal precedes it, and
    one that ends with a digit only where no further digit follows.
    """
    if form.startswith("re:"):
        return re.compile(form[3:], re.IGNORECASE)
    signs = squeeze(normal(form))
    before = r"(?<!\d)(?<!\d[.,])" if signs[:1].isdigit() else ""
    after = r"(?!\d)" if signs[-1:].isdigit() else ""
    return re.compile(before + r"\s*".join(re.escape(sign) for sign in signs) + after)


def holds(text: str, forms: Iterable[str]) -> bool:
    """Say whether one of the accepted forms of an item stands in a text."""
    seen = normal(text)
    return any(_pattern(form).search(seen) for form in forms if form)


def without(text: str, forms: Iterable[str]) -> str:
    """Return the normal form of a text with every occurrence of the forms blanked out."""
    seen = normal(text)
    for form in forms:
        if form:
            seen = _pattern(form).sub(" ", seen)
    return seen


def names(name: str, forms: Iterable[str]) -> bool:
    """Say whether a row's name is one of the accepted forms of an item.

    Equal, or longer at its end ("榆中县政协" for 榆中县); Latin forms may stand anywhere in the name. A form
    inside a longer Chinese name does not count: 宁县 is not 静宁县. A title may stand in title marks or not.
    """
    seen = _untitled(name)
    for form in forms:
        if form.startswith("re:"):
            if re.search(form[3:], squeeze(normal(name))):
                return True
            continue
        plain = _untitled(form)
        if plain and (seen.startswith(plain) or (plain.isascii() and plain in seen)):
            return True
    return False


def _untitled(name: str) -> str:
    """Return a name for comparing, without title marks."""
    return _TITLE.sub("", squeeze(normal(name)))
