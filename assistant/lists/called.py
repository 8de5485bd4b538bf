"""People whom indexing did not tell from words: called by what they are, or enumerated and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.lists.namesakes import first_name
from index.mentions.lexicon import lexicon
from index.mentions.wordlists import tagger

_HAN = "[\u4e00-\u9fff]"
_SAYS = "说|道[：:，,“]|指着|告诉|介绍|表示|坦言|盘算|回忆|感慨|感叹|掰着|笑着|竖起"
_DOES = f"{_SAYS}|在|正|把|给|和|从|带|为|主持|坐诊"
_ACTS = f"{_DOES}|率|赴|到|一行|出席|参加|指出|强调|要求|讲话|致辞|作|、|，|。"
_GIVEN = ("t", "ns", "nz", "a")  # jieba's tags of what may be a given name (永年, 长安, 富贵)
_LOOSE = (*_GIVEN, "ng", "n", "nt", "x", "tg", "ag")  # the same between a post and a doing
# No name begins so, whatever the surname.
_NO_NAME = "会团等和与及在到带率出参主要将把被对为一分任担当兼亲牵现原同也就还"
_NEVER = re.compile("[们都也就还很又再的地了着过代这那各每有是]")


def called(text: str, start: int, end: int, callings: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield names right behind what somebody is, and before what that person says or does (村民甲某某说).

    Args:
        text: of the article.
        start, end: offsets of a sentence.
        callings: what they are (村民, 委员).
    """
    for found in _pattern(tuple(callings)).finditer(text, start, end) if callings else ():
        if _is_name(found["name"]):
            yield found["name"], found.start("name"), found.end("name")


def posted(text: str, start: int, end: int, post: str) -> Iterator[tuple[str, int, int]]:
    """Yield names right behind a post of the 政协, of whatever surname, before what its holder does.

    Args:
        text: of the article.
        start, end: offsets of a sentence.
        post: as it is printed (副主席).
    """
    name = f"(?P<name>{_HAN}{{3}}|{_HAN}{{2}})(?={_ACTS})"
    pattern = re.compile(f"政协(?:党组(?:书记|副书记|成员)、)?{re.escape(post)}{name}")
    for found in pattern.finditer(text, start, end):
        if found["name"][0] not in _NO_NAME and _is_name(found["name"], _LOOSE):
            yield found["name"], found.start("name"), found.end("name")


def enumerated(text: str, start: int, end: int, count: str) -> Iterator[tuple[str, int, int]]:
    """Yield the people of an enumeration that is counted (甲、乙、丙3人).

    Args:
        text: of the article.
        start, end: offsets of a sentence.
        count: what counts them behind the last, as a pattern.
    """
    one, known = f"{_HAN}{{2,4}}", lexicon().surnames
    for found in re.compile(f"({one}(?:、{one})+){count}").finditer(text, start, end):
        printed = found[1].split("、")
        # The first name begins behind a verb; names of one enumeration are of one length or another.
        parts = [first_name(printed[0]), *printed[1:]]
        at = found.start(1) + len(printed[0]) - len(parts[0])
        people = all(part[0] in known or part[:2] in lexicon().compound for part in parts)
        for part in parts if people else ():
            yield part, at, at + len(part)
            at += len(part) + 1


@lru_cache(maxsize=32)
def _pattern(callings: tuple[str, ...]) -> re.Pattern[str]:
    known = lexicon()
    compound = f"(?:{'|'.join(sorted(known.compound))}){_HAN}{{1,2}}?(?={_DOES})"
    common = f"[{''.join(sorted(known.surnames))}]{_HAN}{{1,2}}?(?={_SAYS})"
    # Of a rare surname only what is said makes a name.
    rare = f"{_HAN}{{3}}(?={_SAYS})"
    return re.compile(f"(?:{'|'.join(map(re.escape, callings))})(?P<name>{compound}|{common}|{rare})")


def _is_name(name: str, given: Sequence[str] = _GIVEN) -> bool:
    """Say whether a stretch is no run of words (村民代表说, 群众纷纷表示).

    Args:
        name: the stretch.
        given: jieba's tags of what may be a given name.
    """
    if _NEVER.search(name):
        return False
    if name[:2] in lexicon().compound:
        return True
    return all(len(word) == 1 or tag in given or tag.startswith("nr") for word, tag in tagger()(name))
