"""The people of whom reports are portraits: 贾某某：果农心里的“医生”, ……——记县政协委员某某."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.chronicle import in_time
from assistant.lists.looking import limits
from assistant.lists.reports import title_of
from assistant.lists.showing import about
from assistant.parsing.kinds import ProfileRules, load_named_rules
from assistant.records import Coverage, Question, Row
from assistant.wording import place_name, say
from index.mentions.lexicon import lexicon
from index.mentions.names import name_at
from index.mentions.people import find_people
from index.places import Gazetteer
from index.records import Article, Mention
from index.search import Archive

_OPENING = 400  # characters in which a portrait names whom it shows
_FIRST = re.compile("(?P<name>[\u4e00-\u9fff·]{2,6})[：:]")
_ABOUT = re.compile("——记|(?<=[”》])记")
_APPOSED = re.compile("委员、(?P<told>[\u4e00-\u9fff]{4,16})")
_OFTEN = 2  # times that a portrait without the name in its headline names the person


@dataclass(frozen=True, slots=True)
class _Portrait:
    article: Article
    person: Mention


class Profiles:
    """Answer of whom reports are portraits.

    Args:
        archive: the open archive.
        gazetteer: the place names.
    """

    def __init__(self, archive: Archive, gazetteer: Gazetteer) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.rules: ProfileRules = load_named_rules().profile

    def answer(self, question: Question) -> Draft | None:
        """Return one row per person with the report; None for other questions, or where there is none."""
        if not self.rules.wanted(question.text):
            return None
        citer, rows, lines = Citer(), [], [""]
        for portrait in self._portraits(question):
            row, line = self._row(question, portrait, citer)
            rows.append(row)
            lines.append(line)
        if not rows:
            return None
        lines[0] = say("list.people", question.language, n=len(rows))
        unread = len(self.archive.refused())
        coverage = Coverage(self.archive.count(), len(rows), len(citer.citations), unread)
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows), citer.citations, coverage)

    def _portraits(self, question: Question) -> Iterator[_Portrait]:
        member = self.rules.member.search(question.text.lower()) is not None
        for article in self.archive.heads(limits(question)):
            if article.kind in ("interview", "photo") or not in_time(question, article):
                continue
            if not self._may_be(article):
                continue
            person = self._shown(article)
            if person is not None and (not member or self.rules.told.search(person.post)):
                yield _Portrait(article, person)

    def _may_be(self, article: Article) -> bool:
        """Say whether a headline can be that of a portrait: it names a person, or no body acts in it."""
        title = article.title
        named = bool(find_people(title)) or self.rules.opens.search(title) is not None
        return named or (bool(title) and not self.rules.acts.search(title))

    def _shown(self, article: Article) -> Mention | None:
        """Return whom a report shows, as it first names the person with a post; None where nobody.

        That is whom its headline names, else who is named again and again from the beginning on.
        """
        solid, told = "".join(article.title.split()), self.rules.told
        everybody = self.archive.annotation(article.article_id).within(0, len(article.text))
        people = [m for m in everybody if m.kind == "person" and not self.rules.signs(m.post)]
        acts = self.rules.acts.search(solid) is not None
        name = self._in_head(solid, article.text, people)
        if not name and not acts:
            often = Counter({m.name: article.text.count(m.name) for m in people})
            first = (m for m in people if m.start < _OPENING and often[m.name] >= _OFTEN)
            most = (m for m in first if often[m.name] == max(often.values()) and told.search(m.post))
            return next(most, None) or _apposed(article.text)
        own = [m for m in people if m.name == name]
        posted = next((m for m in own if told.search(m.post)), None)
        return posted or (_beside(name, article, told) if name else None)

    def _in_head(self, title: str, text: str, people: Sequence[Mention]) -> str:
        """Return the name in a headline (某某：……; ——记县政协委员、茶农某某), "" where there is none."""
        if not self.rules.opens.search(title):
            return ""
        first = _FIRST.match(title)
        if first and text.count(first["name"]) >= _OFTEN:
            return first["name"]
        ends = (size for size in (4, 3, 2) if name_at(f"{title}、", len(title) - size) == len(title))
        size = next(ends, 0) if _ABOUT.search(title) else 0
        if size and title[-size:] in text:
            return title[-size:]
        return next((person.name for person in people if person.name in title), "")

    def _row(self, question: Question, portrait: _Portrait, citer: Citer) -> tuple[Row, str]:
        article, person = portrait.article, portrait.person
        sentences = self.archive.annotation(article.article_id).sentences
        own = next((s for s in sentences if s.start <= person.start < s.end), sentences[0])
        mark = citer.cite(article, own.start, own.end)
        code, language = article.place_code or "", question.language
        place = self.gazetteer.get(code)
        level, date = (place.level if place else ""), article.issue_date or article.event_date or ""
        row = Row(person.name, code, level, "mentioned", None, "", person.post, date, (mark,))
        where = place_name(code, place.name, language, self.gazetteer) if place else ""
        told = about((where, person.post, f"《{title_of(article)}》"), language)
        return row, f"- **{person.name}**{told} [{mark}]"


def _beside(name: str, article: Article, told: re.Pattern[str]) -> Mention | None:
    """Return the person with what stands right before the name in the headline or the text."""
    text, title = article.text, "".join(article.title.split())
    before = (where[:at] for where in (title, text) for at in _places(name, where))
    clauses = (re.split("[，。：:；！？\\n—]", said)[-1] for said in before)
    post = next((clause for clause in clauses if told.search(clause)), "")
    at = text.find(name)
    return _person(name, post.removeprefix("记"), at) if at >= 0 else None


def _places(name: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(name), text)]


def _apposed(text: str) -> Mention | None:
    """Return the person behind 委员、……大户, where a later clause begins with the same name."""
    for found in _APPOSED.finditer(text, 0, _OPENING):
        for at in range(found.start("told"), found.end("told")):
            for size in (3, 2, 4):
                name = text[at : at + size]
                if name[0] in lexicon().surnames and re.search(f"[。！？\n，]{name}", text[at + size :]):
                    return _person(name, text[found.start() : at], at)
    return None


def _person(name: str, post: str, at: int) -> Mention:
    return Mention("person", at, at + len(name), name, name, post=post)
