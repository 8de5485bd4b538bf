"""The noun phrases that stand beside a number or a post, found by jieba's parts of speech and word lists."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from index.errors import DataError

Tagged = list[tuple[str, str]]

# Characters looked at on each side; longer names of things are rare, and each costs time.
_REACH = 24
_LONGEST = 20
_EDGE = re.compile(r"[，,。；;：:！!？?、\n\r（）()《》<>〈〉—…｜|▲■●·\[\]【】“”‘’\"「」『』]")
_AFTER_EDGE = re.compile(r"[^，,。；;：:！!？?、\n\r（）()《》<>〈〉—…｜|▲■●·\[\]【】]*$")
_QUOTED_AFTER = re.compile(r"[“‘「『\"]([^“”‘’「」『』\"\n]{1,20})[”’」』\"]")
_QUOTED_BEFORE = re.compile(r"[“‘「『\"]([^“”‘’「」『』\"\n]{1,20})[”’」』\"]([^“”‘’「」『』\"\n]*)$")
_QUOTES = re.compile(r"[“”‘’\"「」『』]")
# Parts of speech in jieba's tags that cannot be inside a noun phrase: adverb, preposition, conjunction,
# pronoun, numeral, time, measure word, direction, interjection.
_OUTSIDE = frozenset(
    [
        "d",
        "p",
        "c",
        "r",
        "m",
        "q",
        "t",
        "f",
        "y",
        "e",
        "o",
        "ad",
        "df",
        "mq",
        "rr",
        "rz",
        "dg",
        "tg",
        "x",
        "k",
    ]
)
_QUALIFYING = frozenset(["a", "an", "b", "z", "ag", "v", "vd"])
_NOUNS = frozenset(["n", "ng", "nr", "nrt", "ns", "nt", "nz", "vn", "j", "eng", "s", "b", "a"])
_LEVELS = re.compile("[一二两三四五]级")


@dataclass(frozen=True, slots=True)
class Lists:
    """The word lists of phrases.toml; see there what each is for."""

    ends: frozenset[str]
    may_begin: frozenset[str]
    nominal: frozenset[str]
    passed: frozenset[str]
    light: frozenset[str]
    determiners: frozenset[str]
    before_post: frozenset[str]


@cache
def lists() -> Lists:
    """Return the word lists, loaded once.

    Raises:
        DataError: the file lacks a list.
    """
    path = Path(__file__).parent / "data" / "phrases.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return Lists(**{name: frozenset(data[name]) for name in Lists.__slots__})
    except KeyError as error:
        raise DataError(
            f"the list {error} is missing", subject=path.name, hint="restore it; it may be empty"
        ) from error


@cache
def tagger() -> Callable[[str], Tagged]:
    """Return jieba's part-of-speech tagger; its dictionary is loaded at the first call (about 0.16 s)."""
    tag: Callable[[str], Tagged] = import_module("rjieba").tag
    return tag


def noun_after(text: str, start: int, *, verbs: bool = True, past_de: bool = False) -> str:
    """Return the noun phrase that begins at an offset.

    Args:
        text: the whole text.
        start: the offset directly after a unit; one space is passed over.
        verbs: whether it may begin with a verb (退休教师); after 人 a verb is the predicate (60人参加).
        past_de: whether a 的 in front of it is passed over too (为期两天的培训班).

    Returns:
        The phrase without quotation marks, "" where there is none.
    """
    start += text.startswith((" ", "\u3000"), start)
    start += past_de and text.startswith("的", start)
    quoted = ""
    if match := _QUOTED_AFTER.match(text, start):
        quoted, start = match[1], match.end()
    chunk = text[start : start + _REACH]
    if edge := _EDGE.search(chunk):
        chunk = chunk[: edge.start()]
    words = _leading(tagger()(chunk), begun=bool(quoted), verbs=verbs) if chunk else []
    return (quoted + "".join(words))[:_LONGEST].strip()


def noun_before(text: str, floor: int, end: int, *, action: bool = False) -> str:
    """Return the noun phrase that ends at an offset.

    Args:
        text: the whole text.
        floor: the phrase begins here or later (the end of the quantity before, or of the sentence before).
        end: where the number begins.
        action: whether the unit counts how often something was done; then the verb belongs to the name.

    Returns:
        The phrase without quotation marks and determiners, "" where there is none.
    """
    clause = _AFTER_EDGE.search(text[max(floor, end - _REACH) : end])
    tail = clause.group().strip() if clause else ""
    quoted = _QUOTED_BEFORE.search(tail)
    tail = quoted[2].strip() if quoted else _QUOTES.split(tail)[-1]
    tags = _without_passed(tagger()(tail)) if tail else []
    words = _trailing(tags, action=action)
    if quoted and len(words) == len(tags):
        words.insert(0, quoted[1])
    return "".join(words)[-_LONGEST:].strip()


def _leading(tags: Tagged, *, begun: bool, verbs: bool) -> list[str]:
    known = lists()
    kept: Tagged = []
    for i, (word, tag) in enumerate(tags):
        first = not kept and not begun
        if first and word in known.determiners:
            continue
        if word in known.ends and not (first and word in known.may_begin) and not _inside(tags, i):
            break
        if tag.startswith("u"):
            # 重要的项目 goes on, 乡镇的委员工作站 does not: there the thing counted is complete.
            if word != "的" or not kept or any(t not in _QUALIFYING for _, t in kept):
                break
        elif tag in _OUTSIDE and not _LEVELS.fullmatch(word):
            break
        elif tag in ("v", "vd", "l", "i") and word not in known.nominal:
            followed = i + 1 < len(tags) and tags[i + 1][1] in _NOUNS
            if not (first and verbs and (followed or tag in ("l", "i"))):
                break
        kept.append((word, tag))
    while kept and (kept[-1][0] == "的" or (len(kept) > 1 and kept[-1][1] in ("a", "vd", "z"))):
        kept.pop()
    return [word for word, _ in kept]


def _inside(tags: Tagged, i: int) -> bool:
    """Say whether a word that could be a verb stands before the last noun of its compound (学习小组)."""
    return tags[i][0] in lists().nominal and i + 2 == len(tags) and tags[i + 1][1] in _NOUNS


def _without_passed(tags: Tagged) -> Tagged:
    known = lists()
    end = len(tags)
    while end and (tags[end - 1][0] in known.passed or tags[end - 1][1] in ("d", "x")):
        end -= 1
    return tags[:end]


def _trailing(tags: Tagged, *, action: bool) -> list[str]:
    known = lists()
    kept: list[str] = []
    for word, tag in reversed(tags):
        if word in known.light and (kept or not action or word not in known.nominal):
            break
        if tag.startswith("u"):
            if word != "的" or not action or not kept:
                break
        elif tag in _OUTSIDE and not _LEVELS.fullmatch(word):
            break
        elif tag in ("v", "vd") and word not in known.nominal:
            if action:
                kept.append(word)
            break
        kept.append(word)
    kept.reverse()
    while kept and (kept[0] in known.determiners or kept[0] == "的"):
        kept.pop(0)
    if kept:
        kept[0] = _without_light(kept[0])
    return kept


def _without_light(word: str) -> str:
    """Return what is left of a dictionary word that holds verb and object (开展调查 → 调查)."""
    if len(word) >= 4 and word[:2] in lists().light:
        return word[2:]
    return word
