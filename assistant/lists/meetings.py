"""Meetings that reports tell of: by the sentence that opens one, and by what is told of it after that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.lists.looking import Search
from assistant.lists.scope import in_time
from assistant.parsing.documentrules import load_document_rules
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.records import Sentence
from index.search import Found
from index.words import fold

_FRAGMENT = re.compile("[也还又有对就将是把]")  # 也有对全会精神的…: no name begins so
_ANY_SORT = re.compile("^(?:政协|重要|各类|大小)+")  # before a sort of meetings, saying of whom they are
_ASIDE = re.compile("[（(][^（）()]*[）)]")
_NUMBERED = re.compile("届次|第几[届次]|几届几次|届别|session number|which session|numbered session")
# How a sentence goes on with a meeting.
_MET = re.compile("[^，,。；;]{0,8}(?:会议|会上|会前|会后|与会|[本此]次会)")
_HOW = re.compile("^(?:为期[^的，,]{1,5}的|[0-9一二三四五六七八九十]+[次场])")  # how long, how often
_SUM = re.compile("[0-9]+[余多]?[次场]")  # how many there were, and none of them
_SORTS = ("会", "会议")
_REACH = 6  # sentences behind the one that opens a meeting in which a report tells of it


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting's name as printed, the sentence that opens it at an offset, and the one that tells of it."""

    name: str
    match: Found
    sentence: Sentence
    at: int
    told: Sentence


class Meetings:
    """Find the meetings that a question asks for.

    Args:
        question: as understood.
        search: its search.
    """

    def __init__(self, question: Question, search: Search) -> None:
        self.question, self.search = question, search
        self.rules = load_row_rules().meeting
        self.ordinal = load_document_rules().ordinal
        self.sorts: list[tuple[str, ...]] = []
        self.numbered = _NUMBERED.search(question.text.lower()) is not None

    def found(self) -> Iterator[Meeting]:
        """Yield the meetings of which a sentence tells what the question names, each once for a report."""
        general = self.rules.general
        groups = (*self.question.groups, *self.question.activities)
        wanted = [g for g in groups if not general & set(g) and not any(_NUMBERED.search(n) for n in g)]
        self.sorts = [g for g in wanted if g[0].endswith(_SORTS)]
        for match in self.search.containing(wanted or [self.rules.verbs]):
            seen: set[str] = set()
            for number in match.sentences:
                for meeting in self._of(match, number):
                    names = {name[-8:] for name in meeting.name.split("、")}
                    if not names & seen:
                        yield meeting
                    seen |= names

    def _of(self, match: Found, number: int) -> Iterator[Meeting]:
        """Yield the meetings that a sentence opens; else the last one opened before it."""
        told = match.annotation.sentences[number]
        if not in_time(self.question, match.article, match.annotation, told):
            return
        for sentence in reversed(match.annotation.sentences[max(0, number - _REACH) : number + 1]):
            every = list(self._names(match.article.text, sentence))
            names = [found for found in every if self._wanted(found[0])]
            if len(names) > 1 and sentence is not told:
                # Which of several meetings did it is not told.
                names = [("、".join(name for name, _ in names), names[0][1])]
            yield from (Meeting(name, match, sentence, at, told) for name, at in names)
            if every or not _MET.match(match.article.text, told.start, told.end):
                return

    def _names(self, text: str, sentence: Sentence) -> Iterator[tuple[str, int]]:
        """Yield the names of the meetings that a sentence says were held, with their offsets."""
        for found in self.rules.held.finditer(text, sentence.start, sentence.end):
            group = "after" if found["after"] else "before"
            for name in self._apart(found[group].strip("了的 ")):
                bare = _HOW.sub("", name)
                if len(bare) > 2 and not (_FRAGMENT.match(bare) or _SUM.search(bare)):
                    yield bare, found.start(group)

    def _wanted(self, name: str) -> bool:
        """Say whether a meeting is of the sort asked for; 会议 stands for every sort."""
        said = _ANY_SORT.sub("", self.question.said_noun)
        english = self.question.language == "en"
        general = english or said in self.rules.general
        numbered = not self.numbered or self.ordinal.search(fold(name)) is not None
        bare = _ASIDE.sub("", name)
        sort = all(any(n.removeprefix("政协") in bare for n in g) for g in self.sorts)
        if english:
            asked = [n for said, n in self.rules.english if said.search(self.question.text.lower())]
            sort = sort and all(n in bare for n in asked)
        return numbered and sort and (general or said in bare)

    def _apart(self, name: str) -> Sequence[str]:
        """Return the meetings that one phrase names: 党组会议和主席会议 are two."""
        parts, ending = re.split("和|暨|以及|、", name), self.rules.ending
        return parts if len(parts) > 1 and all(ending.search(part) for part in parts) else [name]
