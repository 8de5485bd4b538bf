"""Read what a question enumerates as alternatives: 灌溉渠道、机耕路、晾晒场这类工程 asks for any of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.lists.looking import Group
from assistant.records import Question
from index.words import fold

_STOP = "[，,。；;：:？?（）()]"
_ITEM = "[^、，,。；;：:？?（）()或]{1,12}?"
_LISTED = f"{_ITEM}(?:、{_ITEM})+?(?:或者?{_ITEM})?"
_ENUMERATED = re.compile(f"(?:{_LISTED}|{_ITEM}(?:或者?|还是){_ITEM})(?={_STOP}|$)")
_PARTED = re.compile("、|或者?|还是|以及|和")
_EVENT = re.compile("(?:会议?|班|仪式|活动)$")  # an event is a doing too


def any_of(question: Question) -> Question:
    """Return a question in which subjects and doings of one enumeration are alternatives of each other.

    Args:
        question: as understood; one that asks for all things at once stays as it is.
    """
    if question.both or question.language != "zh":
        return question
    text = fold("".join(question.text.split()))
    for found in _ENUMERATED.finditer(text):
        question = _merged(question, text, _items(found))
    return question


def _items(found: re.Match[str]) -> list[tuple[int, int]]:
    """Return where the items of an enumeration stand."""
    items, at = [], found.start()
    for part in _PARTED.finditer(found.string, found.start(), found.end()):
        items.append((at, part.start()))
        at = part.end()
    return [*items, (at, found.end())]


def _merged(question: Question, text: str, items: Sequence[tuple[int, int]]) -> Question:
    said = (*question.groups, *question.activities, *question.words)
    alike = _alike([*said, *(p for p in question.pieces if p not in said)], text, items)
    if len(alike) < 2 or not any(group in said for group in alike):
        return question
    things = [group for group in alike if group in question.groups]
    doings = [group for group in alike if group in question.activities]
    if things and doings and not all(_EVENT.search(group[0]) for group in things):
        return question
    alike.sort(key=lambda group: group not in said)
    together = tuple(dict.fromkeys(name for group in alike for name in group))

    def rest(groups: Sequence[Group]) -> list[Group]:
        return [group for group in groups if group not in alike]

    return replace(
        question,
        groups=(*([together] if things else []), *rest(question.groups)),
        activities=(*([] if things else [together]), *rest(question.activities)),
        words=tuple(rest(question.words)),
        pieces=(together, *rest(question.pieces)),
    )


def _alike(groups: Sequence[Group], text: str, items: Sequence[tuple[int, int]]) -> list[Group]:
    """Return the groups that are items: of the first item its last words, of the last one its first."""
    at = {group: text.find(group[0]) for group in groups}
    found: list[Group] = []
    for number, (start, end) in enumerate(items):
        here = sorted((g for g in groups if start <= at[g] < end), key=lambda g: at[g])
        if number == 0:
            here = here[-1:]
        elif number == len(items) - 1:
            here = here[:1]
        found += [group for group in here if group not in found]
    return found
