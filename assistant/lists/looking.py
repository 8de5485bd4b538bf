"""The search of one question: what it found for each groups, where and when it looks, how much it reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from assistant.lists.elided import elided
from assistant.lists.paraphrase import load_thesaurus
from assistant.parsing.rowrules import load_row_rules
from assistant.parsing.rules import load_question_rules
from assistant.records import Question
from index.places import Gazetteer
from index.records import Filters
from index.search import Archive, Found, Literals, Locality
from index.words import Tokeniser, compact, fold

Group = tuple[str, ...]

_QUOTED = range(3, 9)  # characters of a word that may be printed with a quotation mark inside
_COMMON = 0.15  # of all reports; a part of a word that more of them hold does not stand for the word
_OFTEN = 0.3  # of all reports; a mere word that more of them hold limits nothing
_SOME = 3  # reports; a word of so few limits in any archive
_PLAIN = 2  # characters of words that may be too common to be looked for; longer ones are terms
_EVERYWHERE = 0.4  # of all reports; what more of them hold is of no use alone
_EASY = 200  # reports; of more, only those are read that the index says may meet the rest
_FEW = 200  # reports in which a quotation mark inside a word is looked for
_PLENTY = 1_500  # reports; of more, those are passed over that can hardly tell of the time asked about
_MOST, _IN_ALL = 4_000, 8_000  # reports read for one look, and for all looks of a question
_SINCE = timedelta(days=400)  # a report tells of what was up to so long ago without naming the year (去年)
_YEARS = 6  # years whose numbers are looked for


class Search:
    """Look for the groups of one question, and remember what was found.

    A question that names places needs no report that neither comes from there nor names them. Where still too
    many are left, the newest are read, and `cut` says how many were not.

    Args:
        archive: where to look.
        question: whose limits hold.
        gazetteer: the names of its places.
    """

    def __init__(self, archive: Archive, question: Question, gazetteer: Gazetteer) -> None:
        self._archive, self._question = archive, question
        self._filters = question.filters
        self._local = locality(question.places, gazetteer)
        self._found: dict[tuple[tuple[Group, ...], tuple[Group, ...]], list[Found]] = {}
        self._held: dict[Group, bool] = {}
        self._spread: dict[Group, int] = {}
        self._timely: set[int] | None = None
        self._left = _IN_ALL
        self.cut = 0

    def containing(self, groups: Sequence[Group], elsewhere: Sequence[Group] = ()) -> list[Found]:
        """Return the sentences that meet the groups, of reports that can tell of the places asked about.

        Args:
            groups: met by each sentence.
            elsewhere: met anywhere in its report or its head; the index tells which reports may.
        """
        key = (tuple(groups), tuple(elsewhere))
        if key not in self._found:
            rows = self._rows(groups, elsewhere)
            self._left -= len(rows)
            self._found[key] = self._archive.among(rows, groups)
        return self._found[key]

    @property
    def total(self) -> int:
        """Return how many reports there are."""
        return self._archive.count()

    def holds(self, group: Group) -> bool:
        """Say whether any sentence of the archive meets a group, wherever."""
        if group not in self._held:
            self._held[group] = self._archive.holds([group], self._filters)
        return self._held[group]

    def spread(self, group: Group) -> int:
        """Return how many reports may tell of a group, as far as the index says."""
        if group not in self._spread:
            self._spread[group] = len(self._archive.candidates([group], self._filters, self._local))
        return self._spread[group]

    def narrows(self, group: Group) -> bool:
        """Say whether a mere word is in the archive, and not in so many reports that it says nothing."""
        return self.holds(group) and self.spread(group) <= max(_SOME, _OFTEN * self._archive.count())

    def everywhere(self, groups: Sequence[Group]) -> bool:
        """Say whether each of some groups is met by so many reports that together they limit nothing."""
        return all(self.spread(group) > _EVERYWHERE * self._archive.count() for group in groups)

    def telling(self, group: Group, pieces: Sequence[Group]) -> Group:
        """Return alternatives without those of the question that very many reports hold, if others stay.

        Args:
            group: the alternatives.
            pieces: the words of the question, with their variants.
        """
        parts = [piece for piece in pieces if set(piece) < set(group) and max(map(len, piece)) <= _PLAIN]
        common = {name for piece in parts if not self.narrows(piece) for name in piece}
        return tuple(name for name in group if name not in common) or group

    def also(self, found: Iterable[Found], groups: Sequence[Group]) -> list[Found]:
        """Return those of some reports that meet further groups, in whatever sentence."""
        literals = Literals(groups)
        return [f for f in found if literals.within(compact(f.article.text))]

    def known(self, group: Group, tokeniser: Tokeniser) -> list[Group]:
        """Return the group, or the words it is made of where the archive nowhere has it whole.

        A word may be printed with a quotation mark inside (两支队伍: “两支”队伍), or shortened behind one
        that ends like it (`assistant.lists.elided`).
        """
        group = (*group, *self._shortened(group))
        said = fold(self._question.text)
        quoted = tuple(inside for name in group if name in said for inside in _quoted(name))
        if quoted and self._seldom(quoted):
            return [(*group, *quoted)]
        if self.holds(group):
            return [group]
        words = [w for w in tokeniser.words(group[0]) if len(w) > 1 and w != group[0]]
        parts = [self._as_told((w,)) for w in dict.fromkeys(words)]
        found = [part for part in parts if self.holds(part)]
        if len(found) < len(parts) and (all(map(self._common, found)) or self._headless(words, parts)):
            return [group]  # 建设 alone tells nothing of 盲道建设, 校园 nothing of 校园欺凌
        if load_question_rules().things.search(group[0]) and all(map(self._common, found)):
            return [group]  # 委员 alone tells nothing of a 委员之家
        return found or [group]

    def _headless(self, words: Sequence[str], parts: Sequence[Group]) -> bool:
        """Say whether the last word of a thing, which says what it is, is nowhere in the archive."""
        rules = load_row_rules()
        plain = rules.bare.fullmatch(words[-1]) or rules.light.fullmatch(words[-1])
        return not plain and not self.holds(parts[-1])

    def _as_told(self, part: Group) -> Group:
        """Return a word, or where no report says it what tells the same (厕所: 公厕)."""
        return part if self.holds(part) else load_thesaurus().wide(part)

    def _shortened(self, group: Group) -> Group:
        """Return the shortened forms of a name that the archive holds."""
        forms = tuple(form for name in group for form in elided(name) if form not in group)
        return tuple(form for form in forms if self.holds((form,))) if forms and self.holds(forms) else ()

    def _common(self, group: Group) -> bool:
        """Say whether a word tells little: so many reports hold it, or everybody has some (活动, 委员)."""
        rules = load_row_rules()
        if rules.bare.fullmatch(group[0]) or rules.pale.fullmatch(group[0]):
            return True
        return self.spread(group) > _COMMON * self._archive.count()

    def _seldom(self, quoted: Group) -> bool:
        """Say whether a word stands with a mark inside; where its parts are common, nobody looks."""
        rows = self._archive.candidates([quoted], self._filters, self._local)
        return len(rows) <= _FEW and bool(self._archive.among(rows, [quoted]))

    def _rows(self, groups: Sequence[Group], elsewhere: Sequence[Group]) -> list[int]:
        rows = self._archive.candidates(groups, self._filters, self._local)
        if len(rows) > _EASY:
            for group in elsewhere:
                also = set(self._archive.candidates([group], self._filters, self._local))
                rows = [row for row in rows if row in also]
        if len(rows) > _PLENTY and any(time.range for time in self._question.times):
            timely = self._in_time()
            rows = [row for row in rows if row in timely]
        most = min(_MOST, max(self._left, 0))
        self.cut = max(self.cut, len(rows) - most)
        return rows[-most:] if most else []

    def _in_time(self) -> set[int]:
        """Return the reports that can tell of the times asked about: by their dates, or naming the year."""
        if self._timely is None:
            spans = [time.range for time in self._question.times if time.range]
            since, until = min(s.first for s in spans), max(s.last for s in spans)
            dated = replace(self._filters, since=since.isoformat(), until=(until + _SINCE).isoformat())
            years = range(since.year, min(until.year, since.year + _YEARS) + 1)
            named = tuple(f"{year}年" for year in years)
            self._timely = set(self._archive.candidates([], dated))
            self._timely.update(self._archive.candidates([named], self._filters))
        return self._timely


def limits(question: Question) -> Filters:
    """Return the places and times of a question as limits on whole reports, beside those it came with."""
    given = question.filters
    filters = replace(given, places=question.places or given.places)
    ranges = [time.range for time in question.times if time.range]
    if not ranges or len(ranges) < len(question.times):
        return filters
    since, until = min(r.first for r in ranges).isoformat(), max(r.last for r in ranges).isoformat()
    return replace(filters, since=max(since, given.since or ""), until=min(until, given.until or until))


def locality(places: Sequence[str], gazetteer: Gazetteer) -> Locality | None:
    """Return what can tell of some places, None where there is none."""
    if not places:
        return None
    names = (name for code in places for name in gazetteer.names_within(code))
    return Locality(tuple(places), tuple(dict.fromkeys(names)))


def _quoted(word: str) -> Group:
    if len(word) not in _QUOTED or word.isascii():
        return ()
    return tuple(fold(f"{word[:i]}{mark}{word[i:]}") for i in range(1, len(word)) for mark in "“”")
