"""Say a question's words in the other words by which reports tell the same.

The words are in `data/lexicon`, field by field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.packaged import load_packaged
from index.words import fold

if TYPE_CHECKING:
    from assistant.lists.looking import Group

_ENDED = re.compile("[过了]$")
_ASPECT = re.compile("[过了]")
# 修过路 is 修路, 帮了不少忙 and 开了三次会 are 帮忙 and 开会
_PARTED = re.compile(
    "(?<=[\u4e00-\u9fff])[过了](?:一?[个次回场趟笔]|不少|很多|好些|[一二两三四五六七八九十几多数0-9]+[个次回场趟笔])?(?=[\u4e00-\u9fff])"
)
_TWICE = re.compile("([\u4e00-\u9fff]{2})\\1|([\u4e00-\u9fff])[一不没]\\2")  # 商量商量, 查一查, 冷不冷
_LIGHT = re.compile("[过了着的地得给把被让在]")  # between the words of a stretch
_DONE_TO = re.compile("^[\u4e00-\u9fff]?[过了]")  # 修过 before what was mended
_LONGEST = 6
_COMPOUND = 4  # characters of a word that is made of two
_FIELDS = ("public", "everyday", "doings", "economy", "bodies", "livelihood", "things", "facts", "press")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word of a question that is known, as it stands there (修过 is 修)."""

    start: int
    end: int
    word: str


_BEGIN = Spoken(0, 0, "")


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """What tells the same.

    Attributes:
        told: for a word the others that tell it, its own narrower words among them.
        doings: the words that are doings, not things.
        kinds: for a wide word for things the narrower ones.
    """

    told: dict[str, Group]
    doings: frozenset[str]
    kinds: dict[str, tuple[str, ...]]

    def wide(self, group: Group, said: Iterable[str] = ()) -> Group:
        """Return a group of alternatives with what tells the same as those that a question says.

        Args:
            group: the alternatives, the one that was said first.
            said: others of them that were said.
        """
        said = dict.fromkeys((group[0], *said))
        more = (word for name in said for word in self.told.get(_ENDED.sub("", name), ()))
        return tuple(dict.fromkeys((*group, *more)))

    def inside(self, word: str) -> list[str]:
        """Return a word that is known, also as a verb (管过: 管); of a longer stretch the known ones in it.

        The last one is what the stretch is of (果农找过销路); where nobody knows that (启用仪式): none.

        Args:
            word: of a question, folded.
        """
        if _ENDED.sub("", word) in self.told:
            return [word]
        found, at = list[str](), 0
        while at < len(word) - 1:
            spans = (word[at : at + size] for size in range(_LONGEST, 1, -1))
            found += (here := [span for span in spans if span in self.told][:1])
            at += len(here[0]) if here else 1
        return found if found and word.endswith(found[-1]) else []

    def spoken(self, text: str) -> list[Spoken]:
        """Return the known words of a question, the longest first where they overlap.

        Args:
            text: the question, without white space.
        """
        found, at = list[Spoken](), 0
        while at < len(text):
            spans = (self._at(text, at, size) for size in range(_LONGEST, 0, -1))
            here = self._twice(text, at) or next((span for span in spans if span), None)
            found += [here] if here else []
            at = here.end if here else at + 1
        return found

    def _twice(self, text: str, at: int) -> Spoken | None:
        """Return the known word that stands twice at a place (商量商量, 冷不冷)."""
        twice = _TWICE.match(text, at)
        word = fold(twice[1] or twice[2]) if twice else ""
        return Spoken(at, twice.end(), word) if twice and word in self.told else None

    def _at(self, text: str, at: int, size: int) -> Spoken | None:
        """Return the known word of a size at a place; one of one character stands before 过 or 了."""
        word = fold(text[at : at + size])
        if len(word) < size or word not in self.told:
            return None
        if size > 1:
            return Spoken(at, at + size, word)
        return Spoken(at, at + 2, word) if _ASPECT.match(text, at + 1) else None

    def parts(self, group: Group) -> list[Group]:
        """Return a word that nobody knows as the known ones of which it is made (水果滞销, 修过下水道).

        Of two doings either will do (修路修桥).
        """
        word = group[0]
        if len(group) > 1 or word in self.told:
            return [group]
        cuts = range(2, len(word) - 1)
        both = ((word[:i], word[i:]) for i in cuts if word[:i] in self.told and word[i:] in self.told)
        if found := next(both, None):
            return [tuple(dict.fromkeys(found))] if self.doings.issuperset(found) else [(p,) for p in found]
        thing = _DONE_TO.sub("", word)
        if thing in self.told:
            return [(thing,)]
        return [(part,) for part in self._cut(word)] or [group]

    def _cut(self, word: str) -> list[str]:
        """Return the known words that make up a stretch of unknown ones; none where others are among them."""
        found = self.spoken(word)
        marks = [_BEGIN, *found, Spoken(len(word), len(word), "")]
        between = "".join(word[a.end : b.start] for a, b in pairwise(marks))
        return list(dict.fromkeys(s.word for s in found)) if not _LIGHT.sub("", between) else []

    def parted(self, text: str) -> list[str]:
        """Return the known words of which a question puts the two parts asunder (捐过款, 修了路).

        Args:
            text: the question, folded.
        """
        whole = _PARTED.sub("", text)
        spans = (whole[i : i + size] for i in range(len(whole)) for size in range(_LONGEST, 1, -1))
        return [word for word in dict.fromkeys(spans) if word in self.told and word not in text]

    def cut(self, text: str, said: Container[str]) -> list[str]:
        """Return the known words of a question that its reading cut in two (补充委员).

        Args:
            text: the question, folded.
            said: the words of its reading.
        """
        long = (spoken.word for spoken in self.spoken(text) if spoken.end - spoken.start >= _COMPOUND)
        return [word for word in dict.fromkeys(long) if word not in said]


def paraphrased(question: Question) -> Question:
    """Return a question for rows with what tells the same as its words; others stay as they are.

    Args:
        question: as understood.
    """
    if not (question.asked or question.kind == "list"):
        return question
    known, text = load_thesaurus(), fold(question.text)

    firsts = {piece[0] for piece in question.pieces}

    def wide(groups: Sequence[Group]) -> tuple[Group, ...]:
        parts = (part for group in groups for part in known.parts(group))
        return tuple(known.wide(p, [name for name in p if name in text or name in firsts]) for p in parts)

    return replace(
        question,
        groups=wide(question.groups),
        activities=wide(question.activities),
        words=wide(question.words),
        wanted=wide(question.wanted),
        pieces=wide(question.pieces),
    )


def spoken(question: Question, holds: Callable[[Group], bool]) -> Question:
    """Return a question with what tells the same as its mere words that no report says (臭水).

    Args:
        question: as understood.
        holds: says whether any report has one of some words.
    """
    known = load_thesaurus()
    needed = {name for g in (*question.groups, *question.activities, *question.words) for name in g}
    pieces: list[Group] = []
    for piece in question.pieces:
        lost = not (needed & set(piece) or holds(piece))
        pieces += [known.wide((word,)) for word in (known.inside(piece[0]) if lost else ())] or [piece]
    return replace(question, pieces=tuple(pieces))


def joined(question: Question) -> Question:
    """Return a question with the words whole that it puts asunder (裁过员 is asked for as 裁员).

    Args:
        question: as understood.
    """
    known = load_thesaurus()
    empty = load_row_rules().empty
    text = fold(question.text)
    read = (*question.groups, *question.activities, *question.words, *question.pieces)
    cut = known.cut(text, {name for group in read for name in group})
    whole = [word for word in (*known.parted(text), *cut) if not empty.fullmatch(word)]
    if not whole:
        return question

    def rest(groups: Sequence[Group]) -> tuple[Group, ...]:
        kept = (g for g in groups if len(g) > 1 or not set(whole) & {_PARTED.sub("", g[0])})
        return tuple(g for g in kept if not any(g[0] in word and text.count(g[0]) < 2 for word in cut))

    doings = tuple((word,) for word in whole if word in known.doings)
    things = tuple((word,) for word in whole if word not in known.doings)
    return replace(
        question,
        groups=(*rest(question.groups), *things),
        activities=(*rest(question.activities), *doings),
        words=rest(question.words),
        pieces=(*rest(question.pieces), *things, *doings),
    )


@cache
def load_thesaurus() -> Thesaurus:
    """Read and compile the packaged lexicon.

    Raises:
        DataError: the file is malformed.
    """
    wrong = "a line of the thesaurus is wrong"
    read = [load_packaged("assistant", f"lexicon/{name}.toml", _compiled, wrong) for name in _FIELDS]
    told: dict[str, dict[str, None]] = {}
    for word, others in (line for known in read for line in known.told.items()):
        told.setdefault(word, {}).update(dict.fromkeys(others))
    doings = frozenset(word for known in read for word in known.doings)
    kinds: dict[str, dict[str, None]] = {}
    for word, narrow in (line for known in read for line in known.kinds.items()):
        kinds.setdefault(word, {}).update(dict.fromkeys(narrow))
    return Thesaurus(_tuples(told), doings, _tuples(kinds))


def _compiled(raw: dict[str, Any]) -> Thesaurus:
    told: dict[str, dict[str, None]] = {}
    doings: set[str] = set()
    kinds: dict[str, dict[str, None]] = {}
    for name in ("doings", "things"):
        for line in raw[name]["same"]:
            words = fold(line).split()
            _add(told, words, words)
            doings.update(words if name == "doings" else ())
        for line in raw[name]["kinds"]:
            wide, narrow = (fold(side).split() for side in line.split(">"))
            _add(told, wide, [*wide, *narrow])
            for word in wide if name == "things" else ():
                kinds.setdefault(word, {}).update(dict.fromkeys(narrow))
            doings.update(wide if name == "doings" else ())
        for line in raw[name]["asked"]:
            said, words = (fold(side).split() for side in line.split(">"))
            _add(told, said, words)
            doings.update(said if name == "doings" else ())
    return Thesaurus(_tuples(told), frozenset(doings), _tuples(kinds))


def _tuples(words: dict[str, dict[str, None]]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(others) for word, others in words.items()}


def _add(told: dict[str, dict[str, None]], said: list[str], words: list[str]) -> None:
    long = [word for word in words if len(word) > 1]
    short = [word for word in words if len(word) < 2 and word not in said]
    if short or not set(words) - set(said[:1]):
        raise ValueError(f"words of one character, or nothing that tells the same: {short or words}")
    for word in said:
        told.setdefault(word, {}).update(dict.fromkeys(long))
