"""Which words a sentence has to hold, strictest first, and what may stand in its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.lists.looking import Group
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.search import Found
from index.words import fold, folded

_SHORT = 600  # characters of a report that tells of one event
_MOST = 4  # subjects of which some are given up; of more, one alone is looked for


@dataclass(frozen=True, slots=True)
class Way:
    """What is looked for: groups that a sentence meets, and groups that its surroundings meet.

    Attributes:
        needed: met by the sentence, the first of them being the thing asked about.
        near: met in its paragraph or in the headline.
        far: met anywhere in the report.
        apart: True where `near` may also stand elsewhere in a short report.
        rest: what else is asked about, with its weights; `least` of their weight is met nearby.
    """

    needed: tuple[Group, ...]
    near: tuple[Group, ...] = ()
    far: tuple[Group, ...] = ()
    apart: bool = False
    rest: tuple[tuple[Group, float], ...] = ()
    least: float = 0.0


def loose(question: Question) -> list[Group]:
    """Return the mere words of a question beside its subject and doings, which no clause asks of each row.

    Where numbers are asked for they say nothing of which rows are wanted: empty.
    """
    numbers = question.each or question.order or question.bound or question.units
    if question.kind not in ("list", "count") or numbers:
        return []
    used = (*question.groups, *question.activities, *question.words, *question.wanted)
    names = {name for group in used for name in group}
    return [piece for piece in question.pieces if piece not in used and not names & set(piece)]


def counting(question: Question) -> bool:
    """Say whether a question is of a thing that is counted, not of doings."""
    told = question.founding or question.total or bool(question.counted or question.order or question.units)
    told = told or (question.each and question.kind == "count")
    return told or question.bound is not None or stated(question)


def stated(question: Question) -> bool:
    """Say whether a question asks for the rows of which reports tell the number."""
    said = "".join(question.text.lower().split())
    return question.kind == "list" and bool(load_row_rules().stated.search(said))


def ways(
    groups: Sequence[Group],
    activities: Sequence[Group],
    words: Sequence[Group],
    beside: Sequence[Group],
    spare: bool = True,
) -> Iterator[Way]:
    """Yield what to look for, strictest first.

    Mere words are given up first; then what is done may stand elsewhere in the paragraph or is given up;
    then the subjects may stand in different sentences of a report; then some are given up, but two are kept.

    Args:
        groups: the subject.
        activities: what is done.
        words: mere words where nothing that is said as a term is asked about.
        beside: mere words beside a subject.
        spare: True where subjects may be given up; not where one of them is nowhere in the archive, since a
            list of what has the others would be a list of something else.
    """
    subject, doings = tuple(groups), tuple(activities)
    # What was done is what is asked for, unless that was hardly said (开展, 关注).
    done = tuple(doing for doing in doings if not load_row_rules().light.fullmatch(doing[0]))
    if beside:
        yield Way((*subject, *doings, *words), tuple(beside))
        if subject and len(beside) > 1:
            # One mere word more says more than none (工作室用人名命名: 命名).
            yield Way((*subject, *doings, *words), (tuple(name for word in beside for name in word),))
        # A mere word beside what was done says more than those who do nearly everything (群众).
        if subject and done and all(load_row_rules().pale.fullmatch(thing[0]) for thing in subject):
            yield from (Way((word,), done, apart=True) for word in beside)
    if words:
        yield Way((*subject, *doings, *words))
    if not doings and len(subject) > 1:
        yield Way(subject[:1], subject[1:], apart=True)
    elif doings and words and not subject:
        # A list of what was done says nothing where no report of it has any word of what it was done about.
        yield from (Way(doings, (word,), apart=True) for word in words)
    elif not (subject and doings):
        yield Way((*subject, *doings))
    else:
        yield Way(subject[:1], (*subject[1:], *doings), apart=True)
        # Of several things done, one alone says more than none (带队调研: 带队).
        yield from (Way((*subject, doing)) for doing in doings if len(doings) > 1)
        if not done:
            yield Way(subject)
        elif like := tuple(kin for doing in doings if (kin := _like(doing))):
            yield Way(subject[:1], (*subject[1:], *like), apart=True)
    if len(subject) > 1:
        yield Way(subject[:1], (), (*subject[1:], *done))
    if spare and 1 < len(subject) <= _MOST:
        for size in range(len(subject) - 1, 1, -1):
            fewer = list(combinations(subject, size))
            yield from (Way(part, done, apart=True) for part in fewer)
            yield from (Way(part[:1], (), (*part[1:], *done)) for part in fewer)


def _like(doing: Group) -> Group:
    """Return the doings much like one, without its own names; empty where none is known."""
    kinds = [kind for kind in load_row_rules().kin if set(kind) & set(doing)]
    return tuple(dict.fromkeys(word for kind in kinds for word in kind if word not in doing))


def with_near(
    found: Found, near: Sequence[Group], apart: bool = False, beside: re.Pattern[str] | None = None
) -> Found | None:
    """Return the sentences in whose surroundings each group is met; None where there is none.

    Args:
        found: a report with its sentences that match.
        near: the groups.
        apart: True where they may stand anywhere in a short report, which tells of one thing; else they have
            to stand in the paragraph or in the headline.
        beside: how sentences begin that do not count.
    """
    text, sentences = folded(found.article.text), found.annotation.sentences
    title = fold(found.article.title)
    kept: list[tuple[int, int, int]] = []
    telling = [s for s in sentences if beside is None or not beside.match(text, s.start, s.end)]
    whole = apart and len(text) <= _SHORT
    best: dict[int, int] = {}
    for number in found.sentences:
        here = sentences[number]
        near_by = [s for s in telling if whole or s.paragraph == here.paragraph]
        around = " ".join([title, *(text[s.start : s.end] for s in near_by)])
        if all(any(name in around for name in group) for group in near):
            own = text[here.start : here.end]
            part = 0 if whole else here.paragraph
            kept.append((number, part, met := sum(any(name in own for name in group) for group in near)))
            best[part] = max(best.get(part, 0), met)
    # Of several sentences with the thing, those that say most of the rest speak for it.
    told = tuple(number for number, part, met in kept if met == best[part])
    return Found(found.article, found.annotation, told) if told else None
