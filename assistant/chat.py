"""Question → evidence → answer → checks: what the command line, the web chat and scripts ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.citations import Checker
from assistant.conversation import Conversation
from assistant.corrections import Corrections
from assistant.extract import Extractor
from assistant.fitting import fitted
from assistant.gathering import Gatherer
from assistant.generate import LanguageModel, room
from assistant.heard import Heard, turns, within
from assistant.listing import Draft
from assistant.lists.choosing import Chooser
from assistant.lists.counting import Counter
from assistant.lists.evidence import Finder
from assistant.lists.reworded import Reworder
from assistant.lists.totals import Adder
from assistant.lists.ways import Lists, Way
from assistant.parsing.language import is_courtesy
from assistant.parsing.proposed import Proposer
from assistant.parsing.rules import load_assertion_rules, load_question_rules
from assistant.parsing.shown import explain
from assistant.phrasing import Phraser
from assistant.question import Reader, check
from assistant.records import Answer, Coverage, Question
from assistant.refusal import Refuser
from assistant.sentences.candidates import Scorer
from assistant.sentences.credits import asks_credit
from assistant.sentences.holders import Holders
from assistant.sentences.timely import carries_time
from assistant.settings import Settings
from assistant.several import Several
from assistant.singly import Singly
from assistant.summary import Summariser
from assistant.translating import read_translated
from assistant.watch import Watch
from assistant.wording import say
from index.places import Gazetteer
from index.records import Filters
from index.search import Archive
from index.terms import Terms
from index.words import JiebaTokeniser

_NO_FILTERS = Filters()
_AS_READ = Corrections()


class Assistant:
    """Answer questions from one archive.

    Args:
        archive: the open archive.
        settings: what the user configured.
        model: a language model that may word answers; None answers without one.
    """

    def __init__(self, archive: Archive, settings: Settings, model: LanguageModel | None = None) -> None:
        self.archive = archive
        self.settings = settings
        self.model = model
        gazetteer = Gazetteer.load(home=settings.home_province)
        terms, tokeniser = Terms.load(), JiebaTokeniser()
        today = settings.today or date.today()
        rules = load_question_rules()
        self.reader = Reader(
            rules, gazetteer, terms, tokeniser, today, lambda q: archive.looked_up(q).parts, archive.sections
        )
        finder = Finder(archive, gazetteer, load_assertion_rules(), tokeniser)
        scorer = Scorer(archive, gazetteer, tokeniser)
        self.lists = Lists(archive, finder, gazetteer, scorer, _chooser(model, gazetteer, settings))
        self.extractor = Extractor(scorer, finder, gazetteer)
        self.singly = Singly(self.extractor)
        self.holders = Holders(archive, gazetteer, scorer.clues)
        self.summariser = Summariser(scorer, gazetteer)
        self.counter = Counter(finder, gazetteer)
        self.adder = Adder(scorer)
        self.refuser = Refuser(archive, finder, gazetteer, terms)
        self.proposer = Proposer(model, terms) if model is not None else None
        self.checker = Checker(archive.article, archive.annotation, gazetteer)
        self.conversation = Conversation(self.reader, self.draft)
        self.several = Several(self.reader, self.draft, self.conversation)
        self.reworder = Reworder(self.reader.read, self.draft, _held(archive))
        self.phraser = None
        if model is not None:
            gatherer = Gatherer(scorer, settings.model_sentences)
            self.phraser = Phraser(model, settings, self.checker, gazetteer, gatherer)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        id: str = "",
        filters: Filters = _NO_FILTERS,
        corrections: Corrections = _AS_READ,
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer a question.

        Args:
            question: in Chinese or English.
            history: the user's earlier questions in this conversation, oldest first.
            id: returned in the answer.
            filters: limits on the articles, beside those that the question names.
            corrections: what the user corrects in how the question was understood.
            on_text: told the words of a model's answer as they come.

        Returns:
            The answer, checked; its status says whether there is one.

        Raises:
            QuestionRefused: the question is empty or too long.
        """
        watch = Watch()
        text = check(question, self.settings.max_question)
        before = () if is_courtesy(text) else turns(history)
        heard = self._heard(text, before, filters, corrections)
        watch.lap("question")
        understood, draft = self._drafted(heard)
        watch.lap("evidence")
        checked = self.checker.check(fitted(_answer(id, text, understood, draft, self._coverage(draft))))
        answer = heard.noted(checked)
        watch.lap("checks")
        if self.phraser is not None and not draft.worked:
            answer = self.phraser.worded(answer, understood, before, on_text)
            watch.lap("model")
        return replace(answer, timing_ms=watch.told())

    def _heard(self, text: str, before: tuple[str, ...], filters: Filters, corrections: Corrections) -> Heard:
        """Return a turn as understood; a model may say it in full, translate it or propose a parse."""
        in_full = self._in_full(text, before)
        said, before = (in_full, ()) if in_full else (text, before)
        said, before = self.conversation.resolved(said, before, filters)
        doubt = ""
        if self.model is None:
            reading = self.reader.read(said, before)
        else:
            reading, doubt = read_translated(self.reader, self.archive, said, before)
        if self.proposer is not None:
            reading = self.proposer.better(reading)
        understood = within(reading, filters, corrections)
        return Heard(text, said, before, understood, not corrections.empty, doubt)

    def _drafted(self, heard: Heard) -> tuple[Question, Draft]:
        """Return the question as it was answered at last, and its answer before the checks."""
        if heard.corrected:
            # What the user corrected is meant just so: nothing is taken over or given up beside it.
            return heard.question, self.draft(heard.question)
        several = self.several.answer(heard)
        if several is not None:
            return heard.question, several
        answered = self.conversation.answer(heard.question, heard.said, heard.before)
        return self.reworder.answer(*answered, heard.said, heard.before)

    def _in_full(self, text: str, history: Sequence[str]) -> str | None:
        """Return a follow-up as a model says it in full; None where there is none to say, or no model."""
        if self.phraser is None or not self.conversation.goes_on(text, history):
            return None
        return self.phraser.in_full(text, history)

    def _coverage(self, draft: Draft) -> Coverage:
        """Return how much was searched for an answer that did not count it itself: all of the archive."""
        cited = {citation.article_id for citation in draft.citations}
        return Coverage(self.archive.count(), len(cited), len(draft.citations), len(self.archive.refused()))

    def draft(self, question: Question) -> Draft:
        """Return the answer to an understood question, before the checks."""
        if printed := self.lists.imprints.answer(question):
            return printed
        if question.otherwise is not None:
            named = self.lists.by_name(self.refuser.in_coverage(question))
            return self.lists.serial.fuller(question, named) or named or self.draft(question.otherwise)
        asked, question = question, self.refuser.in_coverage(question)
        outside = self.refuser.outside(question)
        if outside is not None and not self._foreign(question):
            return outside
        if outside is not None:
            question = replace(question, places=())
        for way in (self.lists.serial.answer, self.lists.serial.unnamed, *self._ways(question)):
            draft = way(question)
            if draft is not None:
                return _with_unused(self.refuser.said_from_inside(draft, asked, question), asked)
        if question.times and carries_time(question):
            return self.draft(replace(question, times=()))
        return self.refuser.premise(question) or self.refuser.nearest(
            question, self.refuser.nothing(question)
        )

    def _ways(self, question: Question) -> list[Way]:
        """Return the ways of answering that fit the kind of question, in the order in which to try them."""
        if asks_credit(question) or question.within:
            return [self.extractor.answer]
        if self.lists.unheard(question):
            return []
        lists = self.lists.ways(question)
        if question.kind == "list" or (lists and question.asked):
            if question.asked == "person" and question.post:
                return lists  # who holds a post is known by name, or not told
            if question.asked in ("county", "prefecture"):
                # Places of one level are rows, or not told; loose sentences would name others.
                return [self.singly.answer, *lists]
            # Sentences of other times than the one asked about are no answer there either (timely.py).
            return [self.singly.answer, *lists, self.extractor.answer]
        if question.kind in ("number", "count"):
            last = [self.adder.answer] if question.total else []
            counted = [self.counter.answer, self._missing, *last, self.extractor.answer]
            return [*lists, *(counted if self._plain(question) else [self._told, *counted])]
        if question.kind == "compare":
            return [*lists, self.summariser.comparison]
        if lists and question.kind == "summary":
            return [self._told_whole]
        if lists:
            return [*lists, *([] if question.general else [self.extractor.answer])]
        if question.kind == "summary":
            return [self.summariser.summary, self._around]
        if question.kind == "when" and question.founding:
            return [self.extractor.founded, self.extractor.answer]
        if question.kind == "who":
            return [self.holders.answer, self.lists.proposers.single, self.extractor.answer]
        return [self.extractor.answer]

    def _foreign(self, question: Question) -> bool:
        """Say whether the only place of an English question is in a name (Sichuan pepper): a province."""
        home = self.settings.home_province
        abroad = all(not code.startswith(home) and code.endswith("0000") for code in question.places)
        return question.language == "en" and bool(question.groups and question.places) and abroad

    def _plain(self, question: Question) -> bool:
        """Say whether a question for a number asks for nothing but a count of the thing, or for a sum."""
        counted = set(question.counted)
        # English words are matched to terms one by one: most pieces beside the thing say nothing more.
        bare = question.language == "en" or all(set(piece) & counted for piece in question.pieces)
        return question.total or bare

    def _told(self, question: Question) -> Draft | None:
        """Return a sentence that surely answers, before any count of a thing in general."""
        return self.extractor.answer(question, surely=True)

    def _around(self, question: Question) -> Draft | None:
        """Return a summary of the report that holds the sentence which answers as one that is asked for."""
        told = self.extractor.answer(replace(question, kind="what"))
        cited = dict.fromkeys(citation.article_id for citation in told.citations) if told else ()
        return self.summariser.whole(question, tuple(cited))

    def _told_whole(self, question: Question) -> Draft | None:
        """Return the one report that tells what a body did, in several sentences; None where several do."""
        drafts = (way(question) for way in self.lists.ways(question))
        draft = next((draft for draft in drafts if draft is not None), None)
        cited = {citation.article_id for citation in draft.citations} if draft else set()
        return self.summariser.whole(question, tuple(cited)) or draft if len(cited) == 1 else draft

    def _missing(self, question: Question) -> Draft | None:
        """Return that the thing to be counted is not there but its kin is, where that is so."""
        return self.refuser.premise(question) if question.counted else None


def _chooser(model: LanguageModel | None, gazetteer: Gazetteer, settings: Settings) -> Chooser | None:
    """Return what lets a model choose the rows of lists; None where there is no model, or it is not to."""
    if model is None or not settings.model_rows:
        return None
    return Chooser(model, gazetteer, room(settings), settings.model_rows)


def _held(archive: Archive) -> Callable[[Sequence[str]], bool]:
    """Return what says whether one report may hold each of some words."""
    return lambda words: bool(archive.candidates([(word,) for word in words]))


def _with_unused(draft: Draft, question: Question) -> Draft:
    """Return a list that says which words of the question limited no row."""
    unused = [word for word in dict.fromkeys(question.unused) if word not in draft.limited]
    if not (question.asked and unused and draft.answers):
        return draft
    words = ("、" if question.language == "zh" else ", ").join(unused)
    return replace(draft, text=f"{draft.text}\n\n{say('list.unused', question.language, words=words)}")


def _answer(id: str, text: str, question: Question, draft: Draft, coverage: Coverage) -> Answer:
    return Answer(
        question=text,
        language=question.language,
        kind=question.kind,
        status=draft.status,
        text=draft.text,
        rows=draft.rows,
        citations=draft.citations,
        coverage=draft.coverage if draft.coverage.articles else coverage,
        composed_by=draft.composed_by,
        id=id,
        understood=explain(question),
        notes=tuple(draft.notes),
    )
