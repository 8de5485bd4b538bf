"""Who wrote an article: names in brackets, on lines of their own, at the end of the last paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import groupby

from index.segmenter.layout import Layout

_CREDIT_WORDS = re.compile("文并摄|摄影报道|摄影|摄$|文/图|图/文")
_CREDIT_END = re.compile(r"\s*(?:文\s*并\s*摄|摄影报道|摄影|摄)(?=[）)]?$)")
_PARTS = re.compile(r"[\s\u3000、，,/：:|｜丨]+")
_SPACES = re.compile(r"\s+")
_BRACKET_TAIL = re.compile(r"[（(][^（()）]{2,44}[）)]$")
_CREDIT_TAIL = re.compile(r"(?<=[。！？”…])\s*([^。！？”…]{3,30})$")
_NOTED = re.compile(
    "[（(](?:图文|文图|文/图|图/文|撰稿|撰文|供稿)[:：](?P<names>[\u4e00-\u9fff·、 \u3000]{2,20})[）)]$"
)
_AUTHOR = re.compile(
    "[（(](?:本文)?作者(?:系|为|是|单位|现任)?[:：]?\\S{4,20}\\s"
    "(?P<names>[\u4e00-\u9fff][\u4e00-\u9fff \u3000]{0,4}[\u4e00-\u9fff])[）)]$"
)
_SHORT = 4  # letters of a name
_END_MARK = re.compile("(?<=[。！？”’…])\\s*(?:[（(]完[)）]|[■◆□])$")
_SLASH = re.compile(r"\s*[/／]\s*")
_ROLE = re.compile("(?:^|(?<=[\\s（(]))(?:文|图|文字|图片|摄影|撰文)[/:：|｜丨](?![图文]$|[图文]\\s)")
_FROM = "省市县区州旗乡镇村"  # how the place ends from which a reader writes
_SPELLED = 12  # letters set apart that are taken for names
_ENDS = "。！？”…"
_NAMES_ONLY = re.compile("[\u4e00-\u9fff·/、:： \u3000]+")
_NAME_OF_TWO = re.compile("[\u4e00-\u9fff]{2,3}")
_NAME_OF_FOUR = re.compile("[\u4e00-\u9fff]{3,4}")
_NAME_WITH_DOT = re.compile("[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,6}")


@dataclass(frozen=True, slots=True)
class Writer:
    """What stands behind the last full stop of a body.

    Attributes:
        start: offset at which it begins.
        names: the names as printed, "" where it tells none.
        photo: True for a photo credit.
    """

    start: int
    names: str
    photo: bool


@cache
def _surnames() -> frozenset[str]:
    text = resources.files("index").joinpath("data/surnames.txt").read_text(encoding="utf-8")
    # The names below are words far more often, and a byline has nothing around it that would tell.
    usual, _, _ = text.partition("# --- seldom")
    words = (word for line in usual.splitlines() if not line.startswith("#") for word in line.split())
    return frozenset(words)


def is_name(text: str) -> bool:
    """Say whether a short text without white space looks like a person's name."""
    if _NAME_WITH_DOT.fullmatch(text):
        return True
    if _NAME_OF_TWO.fullmatch(text) and text[0] in _surnames():
        return True
    return bool(_NAME_OF_FOUR.fullmatch(text)) and text[:2] in _surnames()


def names(text: str, layout: Layout) -> str | None:
    """Return the writers' names without their roles and without spaces inside a name.

    Single characters with spaces between them are one name (高 磊) or several (朱 江 李 铁 山); several names
    are kept apart by a space; a post before or after a name is dropped.
    """
    text = _ROLE.sub(" ", _SLASH.sub("/", text))
    for role in layout.roles if layout.role.search(text) else ():
        if len(role) > 1:
            text = text.replace(role, " ")
    bare = text.strip("（）()：:｜丨|■□●◆ \u3000")
    parts = [part for part in _PARTS.split(bare) if part]
    spelled = sum(len(part) == 1 for part in parts) > 1  # 杨 文 才: no role
    parts = [part for part in parts if part not in layout.roles or (spelled and len(part) == 1)]
    joined: list[str] = []
    for single, group in groupby(parts, lambda part: len(part) == 1):
        run = list(group)
        joined += _spelled("".join(run)) if single else run
    joined = _whole(joined)
    if (
        len(joined) == 1
        and len(joined[0]) > 5
        and joined[0].isalpha()
        and (post := layout.post_and_name.search(joined[0]))
    ):
        joined = [layout.post_before.sub("", post.group())]
    if len(joined) > 1:
        joined = [part for part in joined if not layout.post.search(part)]
        joined = [part for part in joined if not layout.office.search(part)] or joined
    return " ".join(joined) or None


def _whole(parts: Sequence[str]) -> list[str]:
    """Return the parts with single letters joined to the two beside them (魏 国栋, 马学 钢)."""
    found: list[str] = []
    for part in parts:
        before = found[-1] if found else ""
        if {len(before), len(part)} == {1, 2}:
            found[-1] = before + part
        else:
            found.append(part)
    return found


def _spelled(letters: str) -> list[str]:
    """Return the names that letters set apart spell: of two or three, each from a family name on."""
    return _names_of(letters) or [letters[i : i + 2] for i in range(0, len(letters), 2)]


def _names_of(letters: str) -> list[str]:
    if len(letters) in (2, 3):
        return [letters] if letters[0] in _surnames() else []
    for size in (2, 3) if 3 < len(letters) <= _SPELLED else ():
        if letters[0] in _surnames() and (rest := _names_of(letters[size:])):
            return [letters[:size], *rest]
    return []


def without_credit(text: str) -> str:
    """Return a writer's line without the words of a photo credit at its end (摄影报道)."""
    return _CREDIT_END.sub("", text)


def is_byline(printed: str, layout: Layout) -> bool:
    """Say whether a line holds nothing but names, or a post and a name, as between headline and essay."""
    text = printed.strip(" \u3000■□●◆○")
    if not 2 <= len(text) <= 30 or text[0] == "访" or not _NAMES_ONLY.fullmatch(text):
        return False
    if text != printed.strip() and is_name("".join(text.split())):
        return True
    found = names(text, layout)
    people = found.split() if found else []
    return 0 < len(people) <= 4 and all(is_name(name) for name in people)


def closes_a_letter(printed: str, layout: Layout) -> bool:
    """Say whether a line is a post and a name, as readers sign (岷山县读者 张三); any family name will do."""
    parts = printed.split()
    if all(len(part) == 1 for part in parts[1:]):
        parts = [*parts[:1], "".join(parts[1:])]
    if len(parts) != 2 or not parts[1].isalpha() or len(parts[0]) > 12:
        return False
    if parts[0][-1] in _FROM and is_name(parts[1]):
        return True
    return (
        len(parts[1]) in (2, 3) and bool(layout.post.search(parts[0])) and not layout.verbs.search(parts[1])
    )


def short_names(printed: str, layout: Layout) -> bool:
    """Say whether what is left of a line without roles could all be names."""
    found = names(printed, layout)
    return found is not None and all(len(name) <= 5 for name in found.split())


def is_signature(printed: str, layout: Layout) -> bool:
    """Say whether a bracket alone on its line holds who wrote, and not a remark.

    Args:
        printed: the line as printed, without white space at its ends.
        layout: the layout rules.
    """
    text = _SPACES.sub("", printed)
    if layout.author_note.match(text) or layout.credited.match(text):
        return True
    found = layout.signature.match(_SPACES.sub(" ", printed))
    return found is not None and _is_writer(found["names"], layout)


def split_writer(text: str, layout: Layout) -> Writer | None:
    """Find the signature or photo credit behind the last full stop of a paragraph.

    Args:
        text: the paragraph, plain or as printed.
        layout: the layout rules.
    """
    stripped = text.rstrip()
    if ended := _END_MARK.search(stripped, max(0, len(stripped) - 8)):
        return Writer(ended.start(), "", False)
    if stripped[-1:] in "）)":
        bracket = _BRACKET_TAIL.search(stripped, max(0, len(stripped) - 60))
        before = _END_MARK.sub("", stripped[: bracket.start()].rstrip()) if bracket else ""
        if bracket and before[-1:] in tuple(_ENDS):
            writer = _bracket(bracket, layout)
            return replace(writer, start=min(writer.start, len(before))) if writer else None
    if stripped[-1:] and stripped[-1] in "摄道影图文）)":
        tail = _CREDIT_TAIL.search(stripped, max(0, len(stripped) - 60))
        found = layout.credit.match(_SPACES.sub("", tail[1])) if tail else None
        if tail and found and _is_writer(found["names"], layout):
            return Writer(tail.start(), _CREDIT_WORDS.sub("", tail[1]), True)
    return None


def _bracket(bracket: re.Match[str], layout: Layout) -> Writer | None:
    squeezed = _SPACES.sub("", bracket.group())
    if layout.author_note.match(squeezed):
        return Writer(bracket.start(), noted(bracket.group(), layout), False)
    found = layout.signature.match(_SPACES.sub(" ", bracket.group()))
    if found and _is_writer(found["names"], layout):
        return Writer(bracket.start(), found["names"], "摄" in squeezed)
    return None


def noted(bracket: str, layout: Layout) -> str:
    """Return the persons whom a note names as who wrote and took the pictures, "" for any other note."""
    found = _NOTED.match(bracket) or _AUTHOR.match(bracket)
    told = names(found["names"], layout) if found else None
    short = told is not None and all(len(name) <= _SHORT for name in told.split())
    return found["names"] if found and short and not layout.office.search(told or "") else ""


def _is_writer(text: str, layout: Layout) -> bool:
    """Say whether a bracket holds names (or 某某供稿) and not a remark."""
    if text.endswith("供稿"):
        return True
    if text in layout.remarks:
        return False
    found = names(text, layout)
    if found is None:
        return False
    return all(2 <= len(name) <= 5 or layout.post_and_name.search(name) for name in found.split())
