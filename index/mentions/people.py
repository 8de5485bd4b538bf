"""People in a text with the posts printed beside their names. Precision counts more than completeness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from index.mentions.lexicon import DOTS, lexicon
from index.mentions.likely import Before
from index.mentions.names import name_at
from index.mentions.units import alternatives
from index.mentions.wordlists import lists, tagger
from index.records import Mention

_LONGEST_POST = 36
_CUT = re.compile(r"[，。；：！？,;:!?\n“”‘’\"《》()（）【】\s—]")
_SPEAKER = re.compile("[ \u3000]*(?=[\u4e00-\u9fff]{2,4}[：:])")
_JOIN = re.compile("[、,，]|和|及|以及|与")
_LIST_SEPARATOR = re.compile("[ \u3000、，,]{1,3}")
# Parts of speech that no post holds; of these, a numeral or a verb may stand inside the name of a body.
_STOP_TAGS = frozenset({"p", "c", "d", "r", "m", "q", "t", "y", "e", "o", "f", "x", "ad", "v", "vd"})
_SOFT_TAGS = frozenset({"m", "v"})
_BODY_TAGS = frozenset({"ns", "nt"})


def find_people(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """Find the people of a text.

    A name is taken for one beside a post (县政协主席孟某某主持) where words bound it or are less likely
    there, in a credit line (通讯员高 某), before a colon at the start of a paragraph (an interview), or
    before a title (某某某同志).

    Args:
        text: any text.
        taken: stretches that hold something else, such as places.

    Returns:
        Mentions of kind "person" in order, without overlaps; text[start:end] is the name as printed.
    """
    found: dict[int, Mention] = {}
    starts = {start for start, _ in taken}
    for mention in (*_with_posts(text), *_credited(text), *_speakers(text), *_titled(text)):
        if mention.start not in starts:
            found.setdefault(mention.start, mention)
    people: list[Mention] = []
    for start in sorted(found):
        if not people or start >= people[-1].end:
            people.append(found[start])
    return people


@cache
def _post_ends(dotted: bool) -> re.Pattern[str]:
    """Return what finds the last character of a post directly before a possible name, or one with dots."""
    known = lexicon()
    last = "".join(sorted({post[-1] for post in known.heads}))
    families = known.surnames | known.compound | known.seldom
    first = "".join(sorted(known.transliteration | {name[0] for name in families}))
    other = f"|[\u4e00-\u9fff]{{1,8}}[{DOTS}]" if dotted else ""
    # Most characters that a post may end in end none: the one before is looked at, too.
    before = "".join(sorted({post[-2] for post in known.heads}))
    return re.compile(f"[{last}](?<=[{before}].)(?=[ \u3000]?[{first}]{other})")


@cache
def _bylines() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(lexicon().bylines)})[：:]?[ \u3000]*")


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(alternatives(lexicon().titles_after))


def _with_posts(text: str) -> Iterator[Mention]:
    floor, known = 0, lexicon().head_sizes
    for match in _post_ends(any(map(text.__contains__, DOTS))).finditer(text):
        end = match.end()
        if text[max(0, end - 2) : end] not in known or not (head := _head(text, end)):
            continue
        start = end + (text[end] in " \u3000")
        before: Before = "calling" if head in lexicon().callings else "post"
        stop = name_at(text, start, before)
        if stop is not None:
            post = _post(text, floor, end)
            people = [_person(text, start, stop, post), *_listed(text, stop, post)]
            yield from people
            floor = people[-1].end


def _head(text: str, end: int) -> str:
    """Return the longest head of a post that ends at an offset, "" where none does."""
    known = lexicon()
    for size in known.head_sizes.get(text[max(0, end - 2) : end], ()):
        if size <= end and (word := text[end - size : end]) in known.heads:
            return word
    return ""


def _post(text: str, floor: int, end: int) -> str:
    """Return the post that ends at an offset, as printed, with the body that it is held in."""
    chunk = text[max(floor, end - _LONGEST_POST) : end]
    chunk = chunk[max((match.end() for match in _CUT.finditer(chunk)), default=0) :]
    parts = chunk.split("、")
    first = len(parts) - 1
    while first and _head(parts[first - 1], len(parts[first - 1])):
        first -= 1
    return "、".join([_body(parts[first]), *parts[first + 1 :]])


def _body(part: str) -> str:
    """Return the end of a sentence part that is the post: what precedes it is the sentence's own.

    The post begins after the last word that cannot be in one. A verb or a numeral may be part of the name of
    a body (拍卖行业协会, 湘雅三医院), but only where a place or a body stands before it.
    """
    tags = tagger()(part)
    begin = len(tags) - 1
    doubtful = False
    for i in range(len(tags) - 2, -1, -1):
        word, tag = tags[i]
        if word in ("和", "及"):
            # 工业和信息化厅 is one body; after a post, or before a place, another post begins.
            if tags[begin][1] in _BODY_TAGS or (i and _head(tags[i - 1][0], len(tags[i - 1][0]))):
                break
        elif word in lists().before_post:
            break
        elif not _inside_post(word) and (tag in _STOP_TAGS or tag.startswith("u")):
            if tag not in _SOFT_TAGS:
                break
            doubtful = True
        elif not doubtful or tag in _BODY_TAGS:
            begin, doubtful = i, False
    return "".join(word for word, _ in tags[begin:])


def _inside_post(word: str) -> bool:
    return word in lists().nominal or word.startswith("第") or bool(_head(word, len(word)))


def _listed(text: str, end: int, post: str) -> Iterator[Mention]:
    """Yield the further names of a list that share the last post (副主席甲、乙和丙)."""
    while (join := _JOIN.match(text, end)) and join.group() not in ",，":
        stop = name_at(text, join.end(), "list")
        if stop is None:
            return
        yield _person(text, join.end(), stop, post.rpartition("、")[2])
        end = stop


def _credited(text: str) -> Iterator[Mention]:
    for match in _bylines().finditer(text):
        start = match.end()
        post = match.group().rstrip(" \u3000：:")
        # Directly behind the word a sentence may go on (记者高兴地看到).
        before: Before | None = "list" if match.group() == post else None
        while (stop := name_at(text, start, before)) is not None:
            yield _person(text, start, stop, post)
            separator = _LIST_SEPARATOR.match(text, stop)
            if separator is None:
                break
            start, before = separator.end(), None


def _speakers(text: str) -> Iterator[Mention]:
    for paragraph in _paragraphs(text) if "：" in text or ":" in text else ():
        match = _SPEAKER.match(text, paragraph)
        stop = name_at(text, match.end()) if match else None
        if match and stop is not None and text[stop : stop + 1] in ("：", ":"):
            yield _person(text, match.end(), stop, "")


def _paragraphs(text: str) -> Iterator[int]:
    """Yield the offset at which each paragraph begins."""
    start = 0
    while start >= 0:
        yield start
        start = text.find("\n", start) + 1 or -1


def _titled(text: str) -> Iterator[Mention]:
    surnames = lexicon().surnames
    for match in _titles().finditer(text):
        tags = tagger()(text[max(0, match.start() - 8) : match.start()])
        if not tags:
            continue
        word, tag = tags[-1]
        if tag.startswith("nr") and 2 <= len(word) <= 3 and word[0] in surnames:
            yield _person(text, match.start() - len(word), match.start(), match.group())


def _person(text: str, start: int, end: int, post: str) -> Mention:
    printed = text[start:end]
    return Mention("person", start, end, printed, "".join(printed.split()), post=post)
