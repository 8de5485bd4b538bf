"""Named things and people as rows: the companies, members, stations, brands or topics that reports name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.doings import doings_of, near, stem
from assistant.lists.evidence import Evidence, Finder, Matches
from assistant.lists.looking import Group
from assistant.lists.naming import Name, Namer, Place, bare
from assistant.lists.offices import barred_posts, named_post
from assistant.lists.rows import cite_with_place, date_of, short_clause
from assistant.lists.showing import about, marks
from assistant.parsing.kinds import Kind, load_named_rules
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question, Row
from assistant.wording import place_name, say, when
from index.places import Gazetteer
from index.records import Sentence

_SHORT = 600  # characters of a report that tells of one event
_ANYWHERE = ("quoted", "title", "topic")
_ANYBODY = ("people", "leader")  # kinds of people of any post
_STRICT = 3  # ways of looking that keep the doing and the subject
_PART = re.compile("[，,。；;、”]")
_FULL = 2  # characters by which one name has to be longer to be the full form of another


class Named:
    """Answer which named things or people reports tell of.

    Args:
        finder: finds the sentences that match the rest of the question.
        gazetteer: the place names.
    """

    def __init__(self, finder: Finder, gazetteer: Gazetteer) -> None:
        self.finder = finder
        self.gazetteer = gazetteer

    def answer(self, question: Question) -> Draft | None:
        """Return one row per name of the kind asked for; None for other questions or where none is told.

        Where no sentence meets what is done, nothing is told: the doing is the question.
        """
        rules = load_named_rules()
        kind = rules.kind(question.said_noun, question.language)
        if question.asked != "named" or kind is None or rules.profile.wanted(question.text):
            return None
        if kind.sort == "person" and rules.credit.search(question.text.lower()):
            kind = rules.named("photographer")
            question = replace(question, groups=(), activities=(), words=(), pieces=())
        question = replace(question, groups=rules.beyond_paper(question.groups))
        barred = barred_posts(question) if kind.sort == "person" else ""
        if barred:
            question = replace(question, excluded=())  # people are left out, not what is told beside them
        doings = () if kind.name == "photographer" else doings_of(question, rules)
        if kind.sort == "title":
            # Members are who proposes: no sentence need say so.
            question = replace(question, groups=tuple(g for g in question.groups if "委员" not in g))
            doings = (*doings, *rules.proposing) if rules.proposing.intersection(doings) else doings
        if kind.sort == "station" and rules.personal.search(question.text.lower()):
            question, doings = replace(question, groups=(), activities=(), words=(), pieces=()), ()
        if rules.speaks.search(question.text.lower()):
            # Words for what was said (引用, 原话) stand in no report beside it.
            asked = (*question.groups, *question.words)
            idle = {g for g in asked if len(g) == 1 and (g[0] in rules.misread or rules.speaks.search(g[0]))}
            groups = tuple(g for g in question.groups if g not in idle)
            question = replace(question, groups=groups, activities=())
        strict = kind.sort == "quoted" and bool(rules.endings(question.said_noun))
        for narrow in (True, False) if strict else (False,):
            post = named_post(question) if kind.name in _ANYBODY else ""
            words = self.finder.tokeniser.words
            namer = Namer(kind, question.said_noun, words, narrow, post, question.text, barred)
            for matches in self._found(question, namer, doings):
                if draft := self._draft(question, matches, namer):
                    return draft
        return None

    def _found(self, question: Question, namer: Namer, doings: Group) -> Iterator[Matches]:
        """Yield sentences to look for names in, the nearest to what is asked first.

        First those that tell themselves what is done, near the subject; then those with the subject,
        near which it is told. With neither a doing nor a subject, a place or a time has to limit it.
        """
        credited = namer.kind.name == "photographer"
        groups = tuple(g for g in question.groups if not (len(g) == 1 and stem(g[0]) in doings))
        if namer.kind.sort == "title" and (namer.titles.limits or namer.titles.quality):
            # What was done with a title is looked for beside it.
            groups, doings = namer.titles.subject(groups), ()
            question = replace(question, activities=(), words=())
        if doings:
            sort = (namer.sought,) if namer.kind.sort == "ending" and not groups else ()
            sure = replace(question, groups=(doings, *groups, *sort), activities=())
            # The first ways give up mere words; the others would give up what the rows are asked by.
            for matches in islice(self.finder.tries(sure), _STRICT):
                told = [e for e in matches.evidence if any(word in e.text for word in doings)]
                yield replace(matches, evidence=told)
        if groups or question.activities or question.words:
            for matches in self.finder.tries(replace(question, groups=groups)):
                done = [e for e in matches.evidence if not doings or near(e, doings)]
                yield replace(matches, evidence=done)
        elif not doings and (credited or namer.titles.limits or _limited(question, namer.kind)):
            yield from self.finder.tries(replace(question, groups=(namer.sought,)))

    def _draft(self, question: Question, matches: Matches, namer: Namer) -> Draft | None:
        """Return the rows of the names in matching sentences, else in what stands around these."""
        near = (self._titled,) if namer.kind.sort == "title" else (self._labelled, self._here)
        for reach in (*near, self._around):
            citer = Citer()
            rows: dict[tuple[str, str], Row] = {}
            for item in matches.evidence:
                for name, sentence in reach(item, namer):
                    self._add(rows, item, name, sentence, citer, namer)
            if rows:
                merged = _own(question, _merged(list(rows.values())), self.gazetteer)
                return self._told(question, merged, matches, citer, namer)
        return None

    def _titled(self, item: Evidence, namer: Namer) -> Iterator[tuple[Name, Sentence]]:
        """Yield the titles in a sentence, and those of the list before which it stands."""
        told = item.text + item.article.title
        if namer.titles.quality and namer.titles.quality not in told:
            return
        yield from self._here(item, namer)
        listed = list(self._labelled(item, namer))
        if listed and item.sentence.end <= listed[0][1].start:
            yield from listed

    def _labelled(self, item: Evidence, namer: Namer) -> Iterator[tuple[Name, Sentence]]:
        """Yield the names of a list with a label in a report that has one (优秀委员：甲　乙)."""
        for name in namer.labelled(item.article.text):
            sentence = next((s for s in item.annotation.sentences if s.start <= name.start < s.end), None)
            if sentence is not None:
                yield name, sentence

    def _here(self, item: Evidence, namer: Namer) -> Iterator[tuple[Name, Sentence]]:
        """Yield the names in the sentence itself."""
        place = Place(item.article, item.annotation, item.sentence)
        yield from ((name, item.sentence) for name in namer.names(place))

    def _around(self, item: Evidence, namer: Namer) -> Iterator[tuple[Name, Sentence]]:
        """Yield the names in the nearest sentence before that has any, of the paragraph or a short report."""
        short = len(item.article.text) <= _SHORT
        before = [
            s
            for s in item.annotation.sentences
            if s.start < item.sentence.start and (short or s.paragraph == item.sentence.paragraph)
        ]
        for sentence in reversed(before):
            if names := namer.names(Place(item.article, item.annotation, sentence)):
                yield from ((name, sentence) for name in names)
                return

    def _add(
        self,
        rows: dict[tuple[str, str], Row],
        item: Evidence,
        name: Name,
        sentence: Sentence,
        citer: Citer,
        namer: Namer,
    ) -> None:
        code = _beside(item, name, sentence) if namer.kind.sort == "quoted" else ""
        code = code or (item.acting[0].code if item.acting else "")
        # A brand or a proposal is one thing wherever it is told of; members and bureaus are of their place.
        key = (name.text, "" if namer.kind.sort in _ANYWHERE else code)
        cited = cite_with_place(item, code, citer)
        if sentence != item.sentence:
            cited = [citer.cite(item.article, sentence.start, sentence.end), *cited]
        known = rows.get(key)
        if known is not None:
            rows[key] = replace(known, citations=tuple(dict.fromkeys((*known.citations, *cited))))
            return
        place = self.gazetteer.get(code)
        printed = item.article.text[name.start : name.end]
        told = short_clause(item.article.text, sentence, [printed])
        level = place.level if place else ""
        rows[key] = Row(name.text, code, level, "mentioned", None, "", told, date_of(item), tuple(cited))

    def _told(
        self, question: Question, rows: Sequence[Row], matches: Matches, citer: Citer, namer: Namer
    ) -> Draft:
        language = question.language
        lines = [say("list.people" if namer.kind.sort == "person" else "list.towns", language, n=len(rows))]
        lines += [self._line(question, row) for row in rows]
        if matches.dropped:
            words = "、".join(group[0] for group in matches.dropped)
            lines += ["", say("list.given_up", language, words=words)]
        lines += ["", coverage_line(question, matches.coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows), citer.citations, matches.coverage)

    def _line(self, question: Question, row: Row) -> str:
        place = self.gazetteer.get(row.code)
        where = place_name(row.code, place.name, question.language, self.gazetteer) if place else ""
        told = about((where, when(row.date, question.language), row.detail), question.language)
        return f"- **{row.name}**{told} {marks(row.citations)}"


def _beside(item: Evidence, name: Name, sentence: Sentence) -> str:
    """Return the code of the place that stands before a name in its own part of an enumeration."""
    within = item.annotation.within(sentence.start, name.start)
    places = [m for m in within if m.kind == "place" and m.code]
    near = places and not _PART.search(item.article.text, places[-1].end, name.start)
    return places[-1].code if near else ""


def _limited(question: Question, kind: Kind) -> bool:
    """Say whether a place, a time or the kind limits what is read where nothing else does.

    To have been in the paper is enough (被点名的委员); what a body did in general is told otherwise.
    """
    if kind.name == "activity":
        return False
    named = load_row_rules().paper.search(question.text.lower())
    return bool(question.places or question.times or named or kind.sort == "station")


def _merged(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, the short forms of a name of one place told with the full one (县某局, 某局)."""
    kept: list[Row] = []
    for row in sorted(rows, key=lambda row: -len(bare(row.name))):
        alike = (i for i, o in enumerate(kept) if o.code == row.code and _same(o.name, row.name))
        full = next(alike, None)
        if full is None:
            kept.append(row)
        else:
            cited = tuple(dict.fromkeys((*kept[full].citations, *row.citations)))
            kept[full] = replace(kept[full], citations=cited)
    order = [row.name for row in rows]
    return sorted(kept, key=lambda row: order.index(row.name))


def _same(full: str, short: str) -> bool:
    full, short = bare(full), bare(short)
    return full == short or (len(short) > _FULL and full.endswith(short))


def _own(question: Question, rows: Sequence[Row], gazetteer: Gazetteer) -> Sequence[Row]:
    """Return what is of the body itself that is named (某市政协的), where there is any."""
    names = (place.name for code in question.places if (place := gazetteer.get(code)))
    body = any(f"{name}政协" in question.text for name in names)
    own = [row for row in rows if row.code in question.places] if body else []
    return own or rows
