"""Answer a message that asks several things: question by question, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.citations import MARK
from assistant.conversation import Conversation
from assistant.excepting import Excepting
from assistant.heard import Heard
from assistant.listing import Draft
from assistant.parsing import parts
from assistant.parsing.clauses import clauses
from assistant.question import Reader
from assistant.records import Question
from assistant.wording import say

_BOLD = re.compile(r"\*\*([^*]*)\*\*")
_FIGURE = re.compile(r"\d[\d.,]*")
_SEVERAL = re.compile(r"\b(?:what|which|whose) (?:[\w-]+ ){0,3}?[a-z]{3,}s\b(?! (?:is|was|did|does)\b)|哪些")
_BRIEF = 9  # characters of a clause that asks only where (在什么地方)


class Several:
    """Answer messages that ask more than one thing.

    Args:
        reader: reads questions.
        draft: answers an understood question, before the checks.
        conversation: answers questions that go on with those before.
    """

    def __init__(
        self, reader: Reader, draft: Callable[[Question], Draft], conversation: Conversation
    ) -> None:
        self.reader = reader
        self.draft = draft
        self.conversation = conversation
        self.excepting = Excepting(reader, draft)

    def answer(self, heard: Heard) -> Draft | None:
        """Return the answers to all that a message asks, one after the other; None where it asks one thing.

        Args:
            heard: the turn as it is understood.
        """
        return self.excepting.answer(heard) or self._questions(heard) or self._clauses(heard)

    def _read(self, heard: Heard, asked: Sequence[str]) -> list[Question]:
        """Return some questions as understood, each with those before it."""
        read = [self.reader.read(part, [*heard.before, *asked[:i]]) for i, part in enumerate(asked)]
        return [replace(question, filters=heard.question.filters) for question in read]

    def _questions(self, heard: Heard) -> Draft | None:
        """Answer several questions, each with its question mark."""
        asked = parts.split(heard.said)
        if not 2 <= len(asked) <= parts.MOST:
            return None
        understood = self._read(heard, asked)
        if not parts.separate([question.kind for question in understood]):
            return None
        drafts = [self.draft(question) for question in understood]
        if not drafts[0].answers and understood[1].context:
            return drafts[0]  # what goes on with a question that has no answer has none
        joined = parts.join(drafts)
        return _numbered(replace(joined, text="\n\n".join(_said_once(joined.text))))

    def _clauses(self, heard: Heard) -> Draft | None:
        """Answer several clauses of one question; None where one of them alone finds no answer."""
        asked = clauses(heard.said)
        if not 2 <= len(asked) <= parts.MOST:
            return None
        understood = self._read(heard, asked)
        understood = [_one_place(question) for question in understood]
        kinds = [question.kind for question in understood]
        if not parts.separate(kinds) or any(question.asked or question.sides for question in understood):
            return None
        if _SEVERAL.search(asked[0].lower()):
            return None  # what each of several was: rows
        if "what" in kinds and self.draft(heard.question).answers:
            return None  # how or why something was is best told in one piece
        if len(set(kinds)) == 1 and _figures(self.draft(heard.question)) >= len(asked):
            return None  # one answer tells all the numbers
        drafts: list[Draft] = []
        for i, (question, part) in enumerate(zip(understood, asked, strict=True)):
            _, draft = self.conversation.answer(question, part, [*heard.before, *asked[:i]])
            if not draft.answers:
                return None
            drafts.append(_without_more(draft))
        joined = parts.join(drafts)
        told = _said_once(joined.text)
        return _numbered(replace(joined, text="\n\n".join(told))) if len(told) > 1 else None


def _one_place(question: Question) -> Question:
    """Return a clause that only asks where as a question for one place, not for rows."""
    brief = question.asked == "place" and len(question.text) <= _BRIEF
    return replace(question, kind="where", asked="", levels=()) if brief else question


def _figures(draft: Draft) -> int:
    """Return how many different numbers an answer gives as asked for."""
    return len({figure for said in _BOLD.findall(draft.text) for figure in _FIGURE.findall(said)})


def _without_more(draft: Draft) -> Draft:
    """Return an answer without what else its reports tell."""
    heads = (say("extract.also", "zh"), say("extract.also", "en"))
    text = next((draft.text[:at] for head in heads if (at := draft.text.find(f"\n\n{head}")) > 0), draft.text)
    return replace(draft, text=text)


def _said_once(text: str) -> list[str]:
    """Return the paragraphs of an answer, none of which says what one before it says."""
    plain = {para: MARK.sub("", para).replace("*", "").strip(" “”") for para in text.split("\n\n")}
    told: dict[str, str] = {}
    for para, said in plain.items():
        if not any(said in other for other in told):
            told[said] = _new(para, told)
    return [para for para in told.values() if para]


def _new(para: str, told: dict[str, str]) -> str:
    """Return a list of further sentences without those that were told before it; other paragraphs whole."""
    head, *lines = para.split("\n")
    before = "\n".join(told)
    kept = [line for line in lines if MARK.sub("", line).replace("*", "").strip(" -“”") not in before]
    return "\n".join([head, *kept]) if kept or not lines else ""


def _numbered(draft: Draft) -> Draft:
    """Return an answer with the citations that its text marks, numbered in their order."""
    kept = list(dict.fromkeys(int(mark[1]) for mark in MARK.finditer(draft.text)))
    new = {n: i for i, n in enumerate(kept, 1)}
    cited = {citation.n: citation for citation in draft.citations}
    text = MARK.sub(lambda mark: f"[{new[int(mark[1])]}]", draft.text)
    return replace(draft, text=text, citations=tuple(replace(cited[n], n=new[n]) for n in kept))
