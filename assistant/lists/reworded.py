"""Ask a question once more in the words of reports, where nothing answers it in the words of who asks.

浇地 and 血汗钱 stand in hardly any report: 灌溉 and 拖欠工资 do. Only a Chinese question for places that
was not answered is asked again, and the answer says which words were exchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from assistant.listing import Draft
from assistant.lists.paraphrase import Spoken, Thesaurus, load_thesaurus
from assistant.records import Question
from assistant.wording import say
from index.words import solid

_TRIES = 4  # ways of saying it that are tried, at most
_WORDS = 6  # other words for each word, at most
_SAID = 3  # words of a question that are exchanged, at most: of more, little is left of what was asked
_OF_PLACES = ("list", "where")  # kinds of questions that look for whom something is told of

Reads = Callable[[str, Sequence[str]], Question]
Drafts = Callable[[Question], Draft]
Holds = Callable[[Sequence[str]], bool]


class Reworder:
    """Exchange words that no report says.

    Args:
        read: understands a question with the turns before it.
        draft: answers a question.
        holds: says whether any report may hold each of some words.
    """

    def __init__(self, read: Reads, draft: Drafts, holds: Holds) -> None:
        self._read, self._draft, self._holds = read, draft, holds

    def answer(
        self, question: Question, draft: Draft, text: str, before: Sequence[str]
    ) -> tuple[Question, Draft]:
        """Return a question and its answer in other words; both as they are where they answer, or none does.

        Args:
            question: as understood.
            draft: its answer.
            text: as asked.
            before: the turns before it.
        """
        # Of a place that is named the sentences are found without, and weighed by their other words.
        asks = question.asked or question.kind in _OF_PLACES
        if draft.status != "not_found" or question.language != "zh" or question.places or not asks:
            return question, draft
        for said, exchanged in self._texts(solid(text), load_thesaurus()):
            meant = replace(self._read(said, before), filters=question.filters)
            found = self._draft(meant)
            if found.answers:
                words = "、".join(f"“{old}”（{new}）" for old, new in exchanged)
                noted = f"{found.text}\n\n{say('list.exchanged', 'zh', words=words)}"
                return replace(meant, text=question.text), replace(found, text=noted)
        return question, draft

    def _texts(self, text: str, known: Thesaurus) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Yield a question in other words, with what was exchanged for what.

        Words that stand in one report go together, if any do; those that come first in the lexicon go first.
        """
        told = [(spoken, words) for spoken in known.spoken(text) if (words := self._told(spoken, known))]
        if not 0 < len(told) <= _SAID:
            return
        choices = product(*(enumerate(words[:_WORDS]) for _, words in told))
        likely = sorted(choices, key=lambda choice: sum(number for number, _ in choice))
        ways = [[word for _, word in choice] for choice in likely]
        together = [*islice((words for words in ways if self._holds(words)), _TRIES)]
        for words in together or ways[:_TRIES]:
            said = text
            for (spoken, _), word in reversed([*zip(told, words, strict=True)]):
                said = said[: spoken.start] + word + said[spoken.end :]
            olds = (text[spoken.start : spoken.end] for spoken, _ in told)
            yield said, list(zip(olds, words, strict=True))

    def _told(self, spoken: Spoken, known: Thesaurus) -> list[str]:
        """Return the words that reports have for one that none says; none for one that is told itself."""
        words = known.told[spoken.word]
        if spoken.word in words and self._holds([spoken.word]):
            return []
        return [word for word in words if word != spoken.word and self._holds([word])]
