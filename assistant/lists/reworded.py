"""Ask a question once more in the words of reports, where nothing answers it in the words of who asks.

浇地 and 血汗钱 stand in hardly any report: 灌溉 and 拖欠工资 do. Only a Chinese question for places that
was not answered is asked again, and the answer says which words were exchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.listing import Draft
from assistant.lists.paraphrase import Spoken, Thesaurus, load_thesaurus
from assistant.records import Question
from assistant.wording import say
from index.words import solid

_TRIES = 3  # other words that are tried for each word, at most
_SAID = 3  # words of a question that are exchanged, at most: of more, little is left of what was asked
_OF_PLACES = ("list", "where")  # kinds of questions that look for whom something is told of

Reads = Callable[[str, Sequence[str]], Question]
Drafts = Callable[[Question], Draft]
Holds = Callable[[str], bool]


class Reworder:
    """Exchange words that no report says.

    Args:
        read: understands a question with the turns before it.
        draft: answers a question.
        holds: says whether any report holds a word.
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
        """Yield a question in other words, with what was exchanged for what."""
        told = [(spoken, words) for spoken in known.spoken(text) if (words := self._told(spoken, known))]
        if not 0 < len(told) <= _SAID:
            return
        for number in range(min(_TRIES, max(len(words) for _, words in told))):
            said, exchanged = text, list[tuple[str, str]]()
            for spoken, words in reversed(told):
                word = words[min(number, len(words) - 1)]
                said = said[: spoken.start] + word + said[spoken.end :]
                exchanged.insert(0, (text[spoken.start : spoken.end], word))
            yield said, exchanged

    def _told(self, spoken: Spoken, known: Thesaurus) -> list[str]:
        """Return the words that reports have for one that none says; none for one that is told itself."""
        words = known.told[spoken.word]
        if spoken.word in words and self._holds(spoken.word):
            return []
        return [word for word in words if word != spoken.word and self._holds(word)]
