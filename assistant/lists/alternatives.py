"""Read what a question enumerates as alternatives: 灌溉渠道、机耕路、晾晒场这类工程 asks for any of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.lists.looking import Group
from assistant.lists.paraphrase import load_thesaurus
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.words import solid

_STOP = "[，,。；;：:？?（）()]"
_ITEM = "[^、，,。；;：:？?（）()或让]{1,16}?"  # what 让 begins says what for
_LISTED = f"{_ITEM}(?:、{_ITEM})+?(?:或者?{_ITEM})?"
_ENUMERATED = re.compile(f"(?:{_LISTED}|{_ITEM}(?:或者?|还是){_ITEM})(?={_STOP}|让|$)")
_PARTED = re.compile("、|或者?|还是|以及|和")
_MET = re.compile("开[过了]?会")
_EVENT = re.compile("(?:会议?|班|仪式|活动)$")  # an event is a doing too
_BROUGHT = re.compile(".{2,}[设建办开放搬送][在到进](?:了)?")
_CLAUSE = 6  # characters before 的 from which on they tell what is described, and are no part of the noun


def any_of(question: Question) -> Question:
    """Return a question in which subjects and doings of one enumeration are alternatives of each other.

    Args:
        question: as understood; one that asks for all things at once stays as it is.
    """
    if question.both or question.language != "zh":
        return question
    text = solid(question.text)
    for found in _ENUMERATED.finditer(text):
        question = _merged(question, text, _items(found))
    return question


def _items(found: re.Match[str]) -> list[tuple[int, int]]:
    """Return where the items of an enumeration stand."""
    items, at = list[tuple[int, int]](), found.start()
    for part in _PARTED.finditer(found.string, found.start(), found.end()):
        items.append((_own(found.string, at, part.start()) if items else at, part.start()))
        at = part.end()
    return [*items, (at, found.end())]


def _own(text: str, start: int, end: int) -> int:
    """Return where an item begins that a whole clause describes (带队督办过提案的主席): behind the clause."""
    described = text.rfind("的", start, end) + 1
    return described if described - start > _CLAUSE else start


def _merged(question: Question, text: str, items: Sequence[tuple[int, int]]) -> Question:
    said = (*question.groups, *question.activities, *question.words)
    known = load_thesaurus().doings
    other = (*said, *question.wanted)
    mere = [p for p in question.pieces if p not in other and (len(p) == 1 or p[0] in known)]
    alike = _alike(said, mere, text, items)
    # Mere words are looked for where they stand beside what was said, or where they are known as doings.
    if len(alike) < 2 or not any(group in said or group[0] in known for group in alike):
        return question
    doings = [group for group in alike if group in question.activities]
    # A word that is known as a doing is one among doings, as whatever it was read (打分、评比、测评).
    read = [g for g in alike if doings and g in question.groups and g[0] in known and not _EVENT.search(g[0])]
    things = [group for group in alike if group in question.groups and group not in read]
    doings += read
    parallel = len({group[0][-2:] for group in alike}) == 1  # 对口协商、界别协商 are of one kind
    if things and doings and not (parallel or all(_EVENT.search(group[0]) for group in things)):
        return question
    alike.sort(key=lambda group: group not in said)
    together = tuple(dict.fromkeys(name for group in alike for name in group))

    def rest(groups: Sequence[Group]) -> list[Group]:
        return [group for group in groups if group not in alike]

    return replace(
        question,
        groups=(*([together] if things or not doings else []), *rest(question.groups)),
        activities=(*([] if things or not doings else [together]), *rest(question.activities)),
        words=tuple(rest(question.words)),
        pieces=(together, *rest(question.pieces)),
    )


def _alike(
    said: Sequence[Group], mere: Sequence[Group], text: str, items: Sequence[tuple[int, int]]
) -> list[Group]:
    """Return the groups that are items: of the first item its last words, of the last one its first.

    What stands before the sort of thing that is named behind examples (甲、乙丙这些群体) is one item.
    """
    found: list[Group] = []
    for number, (start, end) in enumerate(items):
        at = {group: p for group in (*said, *mere) if (p := _at(group, text, start, end)) >= 0}
        here = sorted(at, key=lambda g: at[g])
        if number == 0:
            here = _touching(here, at, text, mere)
        elif number == len(items) - 1:
            sort = re.search(load_row_rules().sort, text[start:end])
            here = [g for g in here if sort and at[g] < start + sort.start()] or here[:1]
            # 或工作室设到企业: the enumeration ends before what its things are done to.
            here = [g for g in here if not _BROUGHT.fullmatch(text, start, at[g])]
        found += [group for group in here if group not in found]
    return found


def _at(group: Group, text: str, start: int, end: int) -> int:
    """Return where a stretch of a question first names a group, -1 where it does not."""
    at = min((p for name in group if (p := text.find(name, start, end)) >= 0), default=-1)
    met = _MET.search(text, start, end) if at < 0 and "会议" in group else None
    return met.start() if met else at


def _touching(
    here: Sequence[Group], at: Mapping[Group, int], text: str, mere: Sequence[Group]
) -> list[Group]:
    """Return the last of some groups with the terms that stand right before it, as parts of one noun.

    A mere word that tells the same as others is a noun of its own (农村臭水、脏水).
    """
    kept = list(here[-1:])
    alone = bool(kept) and kept[0] in mere and kept[0][0] in load_thesaurus().told
    for group in reversed([] if alone else here[:-1]):
        said = next((name for name in group if text.startswith(name, at[group])), "")
        if group in mere or at[group] + len(said) < at[kept[0]]:
            break
        kept.insert(0, group)
    return kept
