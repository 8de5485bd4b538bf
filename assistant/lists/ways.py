"""The ways in which lists, counts, comparisons of numbers and chronicles are answered, in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.listing import Draft, Lister
from assistant.lists.authors import Authors
from assistant.lists.averages import Averager
from assistant.lists.bylines import by_sound
from assistant.lists.choosing import Chooser
from assistant.lists.chronicle import Chronicler
from assistant.lists.counting import Counter
from assistant.lists.derived import Deriver
from assistant.lists.destinations import Destinations
from assistant.lists.enumerated import Enumerator
from assistant.lists.events import Events
from assistant.lists.evidence import Finder
from assistant.lists.extremes import Ranker
from assistant.lists.grouped import Grouper
from assistant.lists.imprint import Imprints
from assistant.lists.interviews import Interviews
from assistant.lists.lacking import Lacker
from assistant.lists.lasting import Laster
from assistant.lists.looking import limits
from assistant.lists.measured import Measurer
from assistant.lists.named import Named
from assistant.lists.nameplaces import NamePlaces
from assistant.lists.narrowing import narrowed
from assistant.lists.newest import Newest
from assistant.lists.overall import Overall
from assistant.lists.presiding import Presiders
from assistant.lists.products import Multiplier
from assistant.lists.profiled import Profiles
from assistant.lists.proportions import Sharer
from assistant.lists.proposers import Proposers
from assistant.lists.rates import Rates
from assistant.lists.remainder import Remainder
from assistant.lists.reported import Reporter
from assistant.lists.reports import Reports
from assistant.lists.roster import Roster
from assistant.lists.serial import Serial
from assistant.lists.sorts import Sorts
from assistant.lists.struck import elsewhere
from assistant.lists.together import Together
from assistant.lists.topics import widened
from assistant.lists.towns import Towns
from assistant.lists.travellers import Travellers
from assistant.lists.unheard import unheard
from assistant.lists.versus import Versus
from assistant.lists.visitors import Visitors
from assistant.parsing.kinds import load_named_rules
from assistant.records import Question
from assistant.sentences.candidates import Scorer
from index.dates import DateRange
from index.places import Gazetteer
from index.search import Archive

_WORKED_OUT = frozenset({"number", "count", "compare", "what", "list"})

Way = Callable[[Question], Draft | None]


_INTERVIEWED = ("", "person", "county", "prefecture", "place")  # rows of those who were interviewed


class Lists:
    """Answer what takes every matching sentence of the archive.

    Args:
        archive: the open archive.
        finder: finds the sentences.
        gazetteer: the place names.
        scorer: ranks sentences.
        chooser: lets a model say which places are rows; None leaves that to the rules.
    """

    def __init__(
        self,
        archive: Archive,
        finder: Finder,
        gazetteer: Gazetteer,
        scorer: Scorer,
        chooser: Chooser | None = None,
    ) -> None:
        self.archive, self.gazetteer = archive, gazetteer
        self.lister = Lister(finder, gazetteer, chooser)
        self.overall = Overall(self.lister)
        self.reporter = Reporter(archive, gazetteer)
        self.reports = Reports(archive, finder, self.reporter)
        self.measurer = Measurer(archive, finder, self.lister, self.reports)
        self.newest = Newest(archive, self.reports)
        self.lacker = Lacker(archive, finder, gazetteer)
        self.roster = Roster(archive, gazetteer, finder.rules)
        self.interviews = Interviews(archive, gazetteer)
        self.profiles = Profiles(archive, gazetteer)
        self.authors = Authors(archive, finder, gazetteer, self.reporter)
        self.imprints = Imprints(archive, gazetteer, self.reporter)
        self.events = Events(archive, gazetteer, finder.rules)
        self.destinations = Destinations(archive, gazetteer, finder.rules)
        self.travellers = Travellers(archive, gazetteer, finder.rules)
        self.visitors = Visitors(archive, gazetteer)
        self.rates = Rates(archive, gazetteer, finder.rules, finder.tokeniser)
        self.proposers = Proposers(archive, gazetteer)
        self.presiders = Presiders(archive, gazetteer, self.events)
        self.towns = Towns(finder, gazetteer)
        self.named = Named(finder, gazetteer)
        self.nameplaces = NamePlaces(self.named, gazetteer)
        self.together = Together(finder, gazetteer)
        self.chronicler = Chronicler(archive, gazetteer)
        self.grouper = Grouper(archive, gazetteer)
        self.counter = Counter(finder, gazetteer)
        self.averager = Averager(scorer)
        self.ranker = Ranker(scorer)
        self.sharer = Sharer(scorer)
        self.multiplier = Multiplier(scorer)
        self.remainder = Remainder(scorer)
        self.deriver = Deriver(scorer)
        self.enumerator = Enumerator(scorer)
        self.laster = Laster(scorer)
        self.sorts = Sorts(finder, gazetteer)
        self.serial = Serial(scorer)
        self.versus = Versus(scorer, gazetteer)

    def ways(self, question: Question) -> list[Way]:
        """Return the ways that fit a question, the first to be tried first; empty where none does.

        They answer this question, without what limits no row, whatever question they are called with.
        """
        narrow = self._of_paper(widened(elsewhere(narrowed(question), self.gazetteer)))
        narrow = by_sound(narrow, self.archive)
        return [_answering(way, narrow) for way in self._fitting(narrow)]

    def _of_paper(self, question: Question) -> Question:
        """Return a question for the reports of a day as one for what was done, where no issue is of it."""
        if not question.issue_only or not question.times or question.filters.printed:
            return question
        heads = self.archive.heads(limits(question))
        dated = (DateRange.parse(head.issue_date) for head in heads if head.issue_date)
        printed = any(time.matches(day) for day in dated for time in question.times)
        return question if printed else replace(question, issue_only=False)

    def by_name(self, question: Question) -> Draft | None:
        """Return the table of things or people by their names, or of those who made proposals; else None."""
        if self.proposers.wanted(question):
            return self.proposers.answer(question)
        return self.named.answer(narrowed(question))

    def unheard(self, question: Question) -> bool:
        """Say whether rows are asked for of whom something was done that the archive nowhere names."""
        return bool(unheard(question, self.archive, self.gazetteer))

    def _fitting(self, question: Question) -> list[Way]:
        if self.rates.wanted(question):
            return [self.rates.answer]
        if question.measure is not None:
            # A list without the condition is another list; how often a thing was done may be counted.
            often = question.measure.name == "often"
            rest = self._fitting(replace(question, measure=None)) if often else []
            return [self.measurer.answer, *rest]
        if question.kind in ("count", "number") and question.asked:
            return [self.enumerator.nested, *self._listed(question)]
        return self._listed(question)

    def _listed(self, question: Question) -> list[Way]:
        if self.overall.wanted(question):
            return [self.overall.answer, *self._of_names(question)]
        if self.events.titled(question):
            return [self.events.titles, *self._of_names(question)]
        if question.asked in ("person", "county", "place", "prefecture") and question.kind == "list":
            return [self.roster.places, *self._of_names(question)]
        return self._of_names(question)

    def _of_names(self, question: Question) -> list[Way]:
        if self.newest.wanted(question):
            return [self.newest.answer]
        if self.sorts.wanted(question):
            return [self.sorts.answer, *self._usual(question)]
        if self.nameplaces.wanted(question):
            return [self.nameplaces.answer, *self._usual(question)]
        if self.destinations.wanted(question):
            return [self.destinations.answer, *self._usual(question)]
        if self.proposers.wanted(question):
            return [self.proposers.answer]
        if self.visitors.wanted(question):
            return [self.visitors.answer, *self._usual(question)]
        if self.travellers.wanted(question):
            return [self.travellers.answer, *self._usual(question)]
        return self._usual(question)

    def _usual(self, question: Question) -> list[Way]:
        rows: dict[str, list[Way]] = {
            "article": [self.grouper.answer, self.reports.answer],
            "author": [self.authors.answer],
            "person": [self.roster.answer],
            "meeting": [self.events.answer],
            "document": [self.events.answer],
            "town": [self.towns.answer],
        }
        if question.asked == "article" and load_named_rules().signed.search(question.text.lower()):
            return [self.reports.written, self.authors.answer, *rows["article"]]
        if load_named_rules().profile.wanted(question.text):
            return [self.profiles.answer, *rows.get(question.asked, [])]
        if question.byline and question.filters.printed and not question.asked:
            return [self._writers]
        if self.presiders.wanted(question):
            return [self.presiders.answer, *rows.get(question.asked, [])]
        if load_named_rules().interview.wanted(question.text) and question.asked in _INTERVIEWED:
            return [self.interviews.answer, *rows.get(question.asked, [])]
        if question.asked in rows:
            return rows[question.asked]
        if question.post and question.kind in ("list", "count", "who", "what"):
            return [self.roster.answer]
        change = self._worked_out(question)
        sided: list[Way] = [self.sharer.compare, self.versus.answer] if question.sides else []
        if question.planned and question.counted:
            return [*change, self.counter.answer]
        if question.order == "difference":
            table: list[Way] = [self.together.difference]
            # 编入的委员多多少名 asks for people, not for how many there are of what the table counts.
            return [*sided, *table] if question.units else [*table, *sided]
        if question.kind == "list" or (question.kind == "count" and question.asked):
            first: list[Way] = [self.together.without, self.lacker.answer] if question.negated else []
            # What matches too often is told in totals before anything reads it.
            first = [self.grouper.answer, *first]
            bare = [self.authors.places, self.reporter.answer]
            return [*first, *change, self.together.both, *bare, self.lister.answer]
        if question.kind in ("number", "count") and question.both and len(question.groups) > 1:
            return [self.together.both]
        counted = set(question.counted)
        plain = bool(counted) and not question.context and all(counted & set(p) for p in question.pieces)
        several = len(question.places) > 1 and (question.total or plain)
        if question.kind in ("number", "count") and several:
            summed: list[Way] = [self._summed, self.versus.total] if question.sides else []
            return [self.deriver.gained, *summed, self.lister.answer]
        if question.general:
            return [self.chronicler.answer]
        if question.kind in ("number", "count", "what"):
            return change
        if question.kind == "compare":
            first = [self.sharer.compare, self._of_all] if len(question.places) > 1 else []
            return [*([*first, *sided] if sided else []), *self._ranked(question), *change]
        return []

    def _worked_out(self, question: Question) -> list[Way]:
        """Return the ways that work out a number from those that are printed, or tell how one has changed."""
        change: list[Way] = [self.counter.change] if len(question.places) == 1 else []
        if len(question.places) > 1 or question.asked or question.kind in ("summary", "who", "when"):
            return change
        shared: list[Way] = [self.averager.average, self.sharer.share, self.multiplier.product]
        worked = [*shared, self.ranker.extreme, self.remainder.answer, self.deriver.answer]
        return [*worked, self.laster.answer, self.enumerator.answer, *change]

    def _ranked(self, question: Question) -> list[Way]:
        """Return the list in which several places are compared by their numbers, where that is asked."""
        several = bool(question.asked) or len(question.places) != 1
        by_number = question.counted or question.order not in ("", "latest")
        return [self.lister.answer] if several and by_number else []

    def _writers(self, question: Question) -> Draft | None:
        """Return who wrote what stands on the page that is named."""
        return self.authors.answer(replace(question, asked="author", groups=(), activities=()))

    def _summed(self, question: Question) -> Draft | None:
        """Return the sum over the rows of a list, where each place named has a number there."""
        draft = self.lister.answer(question)
        told = [row.code for row in draft.rows if row.quantity is not None] if draft else []
        inside = self.lister.gazetteer.contains
        return draft if all(any(inside(place, code) for code in told) for place in question.places) else None

    def _of_all(self, question: Question) -> Draft | None:
        """Return the ranking of the places compared, where only a thing is counted and all are told."""
        named = {name for group in question.groups for name in group}
        if question.activities or not all(named.intersection(piece) for piece in question.pieces):
            return None
        if self.sharer.asked(question):
            return None
        ranked = question.order in ("most", "least")
        draft = self.lister.answer(replace(question, yes_no=False)) if ranked else None
        told = {row.code for row in draft.rows if row.quantity is not None} if draft else set()
        return draft if told.issuperset(question.places) else None


def _answering(way: Way, question: Question) -> Way:
    return lambda _: way(question)
