"""List people by post: who is named as 政协主席, with where and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.attribution import Attributor
from assistant.lists.called import posted
from assistant.lists.doings import doings_of
from assistant.lists.levels import level_asked
from assistant.lists.looking import Search
from assistant.lists.offices import alternatives, barred_posts, both_posts, either_post, holds
from assistant.lists.paraphrase import load_thesaurus
from assistant.lists.scope import in_time, overlaps
from assistant.lists.searching import with_near
from assistant.lists.showing import about, line
from assistant.parsing.kinds import load_named_rules
from assistant.parsing.rules import AssertionRules
from assistant.records import Coverage, Question, Row
from assistant.sentences.presumed import load_presumptions
from assistant.wording import place_name, say, when
from index.dates import DateRange
from index.mentions.people import find_people
from index.places import Gazetteer
from index.records import Sentence
from index.search import Archive, Found, Told
from index.words import fold

_ROWS = frozenset({"person", "county", "place", "prefecture"})
_BODY = re.compile("^.*?(?=[省市州县区]政协)")
# Places are asked for by what the holder of a post did there, and the name beside each.
_PLACED = re.compile(
    "哪(?:些|几个)(?:地方|市县区?|县市区?|县区|区县|市州|县|市|州|区)的(?:[县市区州]?政协)?(?P<post>副?主席|副?秘书长)"
    ".*(?:[都各]是谁|分别是谁|是哪[几些]|叫什么|人名|姓名|名字)"
)
_PLACED_LAST = re.compile(
    "[，,](?:各|分别)*(?:其|这些|他们的?)?(?:政协)?(?P<post>副?主席|副?秘书长)(?:都|各|分别)*"
    "(?:叫(?:什么|啥)|是谁|姓什么|的?名字|的?姓名|是哪)"
)
_CUT = re.compile("[由为由和与]")
_NEXT, _BEHIND = re.compile("[、。；;]"), 14  # where what is told of a name ends; characters of it at most


@dataclass(frozen=True, slots=True)
class _Holder:
    """A person named with a post, and the sentence that does."""

    name: str
    post: str
    match: Found
    sentence: Sentence
    at: int


class Roster:
    """Answer which people hold a post."""

    def __init__(self, archive: Archive, gazetteer: Gazetteer, rules: AssertionRules) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.attributor = Attributor(gazetteer, rules)

    def answer(self, question: Question) -> Draft | None:
        """Return one row per person whose printed post ends in the one asked for; else None."""
        left_out = barred_posts(question)
        if not question.post or (left_out and re.fullmatch(left_out, question.post)):
            return None
        question = _with_posts(question)
        question = replace(question, groups=load_named_rules().beyond_paper(question.groups))
        citer = Citer()
        rows: list[Row] = []
        lines: list[str] = []
        seen: set[tuple[str, str]] = set()
        search = Search(self.archive, question, self.gazetteer)
        holders = [*self._holders(question, search), *self._titled(question)]
        for holder in _of_issue(question, [h for h in holders if _is_such(question, h)]):
            code = self._place(holder)
            if (holder.name, code) in seen or not self._fits(question, code):
                continue
            seen.add((holder.name, code))
            row, told = self._row(question, holder, code, citer)
            rows.append(row)
            lines.append(told)
        if not rows:
            return None
        matched = len({c.article_id for c in citer.citations})
        unread = len(self.archive.refused())
        coverage = Coverage(self.archive.count(), matched, len(citer.citations), unread, search.cut)
        head = say("list.people", question.language, n=len(rows))
        text = "\n".join([head, *lines, "", coverage_line(question, coverage)])
        return Draft(text, "answered", tuple(rows), citer.citations, coverage)

    def places(self, question: Question) -> Draft | None:
        """Return one row per place with who holds the post there; None for other questions."""
        text = "".join(question.text.split())
        said = _PLACED.search(text) or _PLACED_LAST.search(text)
        if said is None or question.asked not in _ROWS:
            return None
        groups = tuple(g for g in question.groups if not any(said["post"] in name for name in g))
        asked = replace(question, asked="person", post=said["post"], groups=groups, levels=())
        draft = self.answer(asked)
        if draft is None or not all(row.code for row in draft.rows):
            return None
        rows: dict[str, Row] = {}
        for row in draft.rows:
            place = self.gazetteer.get(row.code)
            told, known = f"{row.detail}{row.name}", rows.get(row.code)
            told = told if known is None else f"{known.detail}、{told}"
            cited = row.citations if known is None else (*known.citations, *row.citations)
            rows[row.code] = replace(
                row, name=place.name if place else row.code, detail=told, citations=cited
            )
        lines = [say("list.plain", question.language, n=len(rows))]
        lines += [line(row, question.language, self.gazetteer) for row in rows.values()]
        text = "\n".join([*lines, "", coverage_line(question, draft.coverage)])
        return replace(draft, text=text, rows=tuple(rows.values()))

    def _holders(self, question: Question, search: Search) -> list[_Holder]:
        """Return the people with the post of whom what the question says is told, as near as it is told."""
        tries = (list(self._in(question, matches)) for matches in self._matches(question, search))
        return next((holders for holders in tries if holders), [])

    def _in(self, question: Question, matches: Sequence[Found]) -> Iterator[_Holder]:
        """Yield the people with the post in some sentences; 副主席 is no 主席."""
        for match in matches:
            for number in match.sentences:
                sentence = match.annotation.sentences[number]
                if not in_time(question, match.article, match.annotation, sentence):
                    continue
                within = match.annotation.within(sentence.start, sentence.end)
                people = [m for m in within if m.kind == "person"]
                for person in people:
                    if holds(person.post, question.post):
                        yield _Holder(person.name, _CUT.split(person.post)[-1], match, sentence, person.start)
                # Names of rare surnames that indexing left among the words.
                for post in alternatives(question.post):
                    for name, start, end in posted(match.article.text, sentence.start, sentence.end, post):
                        if not any(m.start < end and start < m.end for m in people):
                            yield _Holder(name, f"政协{post}", match, sentence, start)

    def _matches(self, question: Question, search: Search) -> Iterator[list[Found]]:
        """Yield the sentences with the post, those first that tell themselves what was done.

        Who chaired a meeting stands in a sentence of its own (会议召开。县政协主席某某主持).
        """
        post = alternatives(question.post)
        subject = (*question.groups, *question.activities)
        others = [g for g in subject if not _names(g, post)]
        found = search.containing([post])
        doings = [d for d in doings_of(question, load_named_rules()) if not _names((d,), post)]
        if doings:
            telling = [kept for match in found if (kept := _telling(match, doings))]
            if not telling:
                known = load_thesaurus()
                doings = [word for doing in doings for word in known.told.get(doing, ())]
                telling = [kept for match in found if (kept := _telling(match, doings))]
            things = [g for g in others if not any(word in name for name in g for word in doings)]
            things = [g for g in things if not (question.held and any("会" in name for name in g))]
            if len(question.activities) > 1:
                # 带队去招商: all that was done at once, before any of it.
                each = (with_near(match, question.activities) for match in telling)
                yield [match for match in each if match]
            if things:
                yield [kept for match in telling if (kept := with_near(match, things, apart=True))]
            any_of = tuple(name for group in things for name in group)
            near = (with_near(match, [any_of]) for match in telling)
            yield [match for match in near if match] if things else telling
        yield [kept for match in found if (kept := with_near(match, others, apart=True))]

    def _titled(self, question: Question) -> Iterator[_Holder]:
        """Yield the people whose post only the head of a report tells, as of an interview."""
        subject, posts = (*question.groups, *question.activities), alternatives(question.post)
        if subject and not all(_names(g, posts) for g in subject):
            return
        for article in self.archive.heads(question.filters, Told("title", posts)):
            for person in find_people(article.title) if _names((article.title,), posts) else ():
                at = article.text.find(person.name) if holds(person.post, question.post) else -1
                if at < 0:
                    continue
                annotation = self.archive.annotation(article.article_id)
                sentence = next((s for s in annotation.sentences if s.start <= at < s.end), None)
                if sentence is not None and in_time(question, article, annotation, sentence):
                    post = _BODY.sub("", person.post)
                    yield _Holder(person.name, post, Found(article, annotation, ()), sentence, at)

    def _place(self, holder: _Holder) -> str:
        match = holder.match
        acting = self.attributor.acting(match.article, match.annotation, holder.sentence, holder.at)
        return acting[0].code if acting else match.article.place_code or ""

    def _fits(self, question: Question, code: str) -> bool:
        if question.places and not any(self.gazetteer.contains(place, code) for place in question.places):
            return False
        return level_asked(question).fits(self.gazetteer.get(code))

    def _row(self, question: Question, holder: _Holder, code: str, citer: Citer) -> tuple[Row, str]:
        article, sentence = holder.match.article, holder.sentence
        mark = citer.cite(article, sentence.start, sentence.end)
        place = self.gazetteer.get(code)
        date = article.event_date or article.issue_date or ""
        level = place.level if place else ""
        row = Row(holder.name, code, level, "mentioned", None, "", holder.post, date, (mark,))
        where = place_name(code, place.name if place else "", question.language, self.gazetteer)
        told = about((where, holder.post, when(date, question.language)), question.language)
        return row, f"- **{holder.name}**{told} [{mark}]"


def _is_such(question: Question, holder: _Holder) -> bool:
    """Say whether a person is told to be what the question asks for beside the post (女)."""
    end = holder.at + len(holder.name)
    behind = _NEXT.split(holder.match.article.text[end : end + _BEHIND])[0]
    return load_presumptions().fits_person(question, behind)


def _with_posts(question: Question) -> Question:
    """Return a question with all the posts that it names, which are no subject beside them."""
    if post := both_posts(question.text):
        own = post.split("、")
    elif "/" in (post := either_post(question.text, question.post)):
        own = list(alternatives(post))
    else:
        return question
    others = tuple(g for g in question.groups if not any(one.endswith(g[0]) or one in g[0] for one in own))
    return replace(question, post=post, groups=others)


def _of_issue(question: Question, holders: list[_Holder]) -> list[_Holder]:
    """Return those of the reports of the issue asked for, where reports have its very day."""
    days = [(h, h.match.article.issue_date) for h in holders if question.issue_only and question.times]
    exact = [h for h, day in days if day and any(overlaps(t, DateRange.parse(day)) for t in question.times)]
    return exact or holders


def _names(words: Collection[str], posts: Collection[str]) -> bool:
    return any(post in word for word in words for post in posts)


def _telling(match: Found, doings: Collection[str]) -> Found | None:
    """Return the sentences that tell of something done; None where none does."""
    sentences, text = match.annotation.sentences, match.article.text
    own = ((n, fold(text[sentences[n].start : sentences[n].end])) for n in match.sentences)
    told = tuple(n for n, said in own if any(word in said for word in doings))
    return Found(match.article, match.annotation, told) if told else None
