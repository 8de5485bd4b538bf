"""The documents that a report names: in title marks, or without them behind what a meeting did with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.lists.looking import Search
from assistant.lists.scope import in_time
from assistant.parsing.documentrules import DocumentRules, load_document_rules
from assistant.records import Question
from index.records import Sentence
from index.search import Found
from index.words import fold

_BORDER = re.compile("[，,。；;》]")
_NEAR = 16  # characters before a title that say whose document it is
_TITLE = re.compile("《([^《》]{3,60})》")
_RUN = "(?P<run>[^，,。；;：:《》“”]{4,60})"  # an enumeration without title marks
_MEETING = re.compile(".*[^社机商]会议?")
_ON = r"[^?,.;]{0,60}?(?=\b(?:were|was|are|is|did|do|does|have|has|had)\b)"  # behind a noun
_INSIDE = re.compile("《[^》]*$")


@dataclass(frozen=True, slots=True)
class Document:
    """A document's name as it is printed, and the sentence of a report that has it at an offset."""

    name: str
    match: Found
    sentence: Sentence
    at: int


class Documents:
    """Find the documents that a question asks for.

    Args:
        question: as understood.
        search: its search.
    """

    def __init__(self, question: Question, search: Search) -> None:
        self.question, self.search = question, search
        self.rules: DocumentRules = load_document_rules()
        text = "".join(question.text.split())
        groups = (*question.groups, *question.activities)
        names = [name for group in (*groups, *question.words) for name in group]
        self.issuer = self.rules.issuer.search(text)
        # In English, what was done is also said by the words that the question was turned into.
        said = " ".join((question.text.lower(), *names)) if question.language == "en" else text
        self.doing = () if self.issuer else self.rules.doing(said)
        self.ordinals = set(self.rules.ordinal.findall(fold(" ".join((text, *names)))))
        held = (g for g in groups if _MEETING.fullmatch(g[0]))
        self.marked = self.rules.marked.search(text) is not None
        self.meetings = tuple(name.removeprefix("政协") for group in held for name in group)
        self.subject = [g for g in groups if not self.rules.idle.fullmatch(g[0])]

    def found(self) -> list[Document]:
        """Return the documents, each once: of the sort asked for, else (English nouns are loose) of any."""
        question = self.question
        every = [document for document in self._every() if self._issued(document)]
        nouns = self.rules.said(question.text if question.language == "zh" else _named(question))
        chosen = [d for d in every if self.rules.fits(nouns, d.name)]
        chosen = chosen or (every if question.language == "en" else [])
        once: dict[str, Document] = {}
        for document in chosen:
            if self._about(document):
                once.setdefault(document.name, document)
        return list(once.values())

    def _every(self) -> Iterator[Document]:
        """Yield the documents of the sentences that tell of the time and the meeting asked about."""
        for match in self.search.containing([("《", *self.rules.verbs)]):
            within = self._of_meeting(match)
            for number in match.sentences:
                sentence = match.annotation.sentences[number]
                if number in within and in_time(self.question, match.article, match.annotation, sentence):
                    yield from self._titled(match, sentence)
                    yield from self._listed(match, sentence)

    def _of_meeting(self, match: Found) -> range | set[int]:
        """Return the sentences from the one on that opens the meeting asked about, up to another meeting."""
        every = range(len(match.annotation.sentences))
        if not (self.ordinals or self.meetings):
            return every
        head = fold(match.article.title)
        inside = self._names(head)
        if self.ordinals and not self.ordinals & set(
            self.rules.ordinal.findall(f"{head}{match.article.text}")
        ):
            return set()
        within = set()
        for number in every:
            sentence = match.annotation.sentences[number]
            text = fold(match.article.text[sentence.start : sentence.end])
            if self._names(text):
                inside = True
            elif self._opens(text):
                inside = False
            if inside:
                within.add(number)
        return within

    def _opens(self, text: str) -> bool:
        """Say whether a sentence opens a meeting, before it tells what one did (研究了召开全会的事)."""
        found = self.rules.opens.search(text)
        return found is not None and not any(verb in text[: found.start()] for verb in self.rules.verbs)

    def _names(self, text: str) -> bool:
        """Say whether a text names the meeting asked about: by its ordinal, else by its sort."""
        if self.ordinals and self.rules.ordinal.search(text):
            return bool(self.ordinals & set(self.rules.ordinal.findall(text)))
        return not self.meetings or any(name in text for name in self.meetings)

    def _titled(self, match: Found, sentence: Sentence) -> Iterator[Document]:
        """Yield what stands in title marks behind what was done, however many titles stand between."""
        text = match.article.text
        for found in _TITLE.finditer(text, sentence.start, sentence.end):
            if not self.doing or self.rules.done(text[sentence.start : found.start()]) in self.doing:
                yield Document(f"《{found[1]}》", match, sentence, found.start())

    def _listed(self, match: Found, sentence: Sentence) -> Iterator[Document]:
        """Yield what is enumerated without title marks right behind what was done."""
        if not self.doing or self.marked:
            return
        text = match.article.text
        done = re.compile(f"(?:{'|'.join(self.doing)})(?:并|[审通讨][议过论])*了?{_RUN}")
        for found in done.finditer(text, sentence.start, sentence.end):
            for name in _parts(found["run"], self.rules.ending):
                at = text.index(name, found.start("run"))
                if self._named(name) and not _INSIDE.search(text, sentence.start, found.start()):
                    yield Document(name, match, sentence, at)

    def _named(self, name: str) -> bool:
        """Say whether a part of an enumeration names a document, and not only a sort (调研报告)."""
        if self.rules.counted.search(name):
            return False
        return bool(self.rules.ending.search(name)) and not self.rules.idle.fullmatch(name)

    def _issued(self, document: Document) -> bool:
        """Say whether a document is of the body whose documents are asked for (省政协出台的《…》)."""
        if self.issuer is None:
            return True
        text, body = document.match.article.text, self.issuer["body"]
        before = _BORDER.split(text[max(0, document.at - _NEAR) : document.at])[-1]
        return body in document.name or body in before

    def _about(self, document: Document) -> bool:
        """Say whether a document's name, else its sentence, holds what the question is about."""
        text = document.match.article.text[document.sentence.start : document.sentence.end]
        near = fold(f"{document.name}{text}{document.match.article.title}")
        return all(any(name in near for name in group) for group in self.subject)


def _named(question: Question) -> str:
    """Return the noun of an English question with those that are joined to it (reports and papers)."""
    noun = question.said_noun
    joined = re.search(f"{re.escape(noun)}{_ON}", question.text.lower()) if noun else None
    return joined.group() if joined else noun


def _parts(run: str, ending: re.Pattern[str]) -> Sequence[str]:
    """Return the names of an enumeration; 和 parts two only where the first is a whole name."""
    parts: list[str] = []
    for piece in run.split("、"):
        halves = re.split("以及|和|及|与", piece)
        apart = len(halves) > 1 and all(ending.search(half) for half in halves)
        parts += halves if apart else [piece]
    return parts
