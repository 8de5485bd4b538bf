"""Answer who holds a post: the people of a place whose printed post is the one asked for, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.scope import in_time
from assistant.records import Question
from assistant.sentences.clues import Clues
from assistant.sentences.posts import asked_post, body_of, holds, plain
from assistant.sentences.spoken import shorten
from assistant.wording import say, when
from index.mentions.people import find_people
from index.places import Gazetteer
from index.records import Annotation, Article, Mention, Sentence
from index.search import Archive, Told
from index.words import fold

_SENTENCE = 160
_MOST = 3
_SHARED = 0.5  # of the character pairs of the body that is asked about


@dataclass(frozen=True, slots=True)
class Named:
    """A person named with a post, and the sentence to show: the one that names, or a report's first."""

    person: Mention
    article: Article
    sentence: Sentence
    span: tuple[int, int] | None

    @property
    def date(self) -> str:
        """When the report tells of, "" where nothing says."""
        return self.article.event_date or self.article.issue_date or ""


class Holders:
    """Answer questions for the holder of a post in a place."""

    def __init__(self, archive: Archive, gazetteer: Gazetteer, clues: Clues) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.clues = clues

    def answer(self, question: Question) -> Draft | None:
        """Return who holds the post asked for, with the date of the report; None where none is told.

        Where reports name several people, each is given, the newest first.
        """
        post = asked_post(question, self.clues)
        if not post or len(question.places) != 1:
            return None
        found = self._newest(self._in_bodies(question, post)) or self._newest(self._in_titles(question, post))
        return self._draft(question, found[:_MOST]) if found else None

    def _newest(self, named: Iterable[Named]) -> list[Named]:
        """Return each person once, by the newest report, the newest first."""
        latest: dict[str, Named] = {}
        for one in named:
            known = latest.get(one.person.name)
            if known is None or one.date > known.date:
                latest[one.person.name] = one
        return sorted(latest.values(), key=lambda n: n.date, reverse=True)

    def _in_bodies(self, question: Question, post: str) -> Iterator[Named]:
        """Yield the people with the post whom reports from the place name."""
        filters = replace(question.filters, places=question.places)
        body = self._body(question)
        for found in self.archive.containing([(plain(post),)], filters):
            article, annotation = found.article, found.annotation
            for sentence in (annotation.sentences[number] for number in found.sentences):
                if not in_time(question, article, annotation, sentence):
                    continue
                for mention in annotation.within(sentence.start, sentence.end):
                    text = article.title + article.text[sentence.start : sentence.end]
                    if self._fits(question, post, body, article, mention, text):
                        span = (mention.start - sentence.start, mention.end - sentence.start)
                        yield Named(mention, article, sentence, span)

    def _in_titles(self, question: Question, post: str) -> Iterator[Named]:
        """Yield the people with the post whom headlines from the place name (访某县政协主席某某)."""
        filters = replace(question.filters, places=question.places)
        body = self._body(question)
        for article in self.archive.heads(filters, Told("title", (plain(post),))):
            if plain(post) not in article.title:
                continue
            annotation = self.archive.annotation(article.article_id)
            for mention in find_people(article.title):
                if self._fits(question, post, body, article, mention, article.title) and annotation.sentences:
                    yield Named(mention, article, _first(annotation), None)

    def _fits(
        self, question: Question, post: str, body: str, article: Article, mention: Mention, text: str
    ) -> bool:
        if mention.kind != "person" or not holds(mention.post, post):
            return False
        pairs = {body[i : i + 2] for i in range(len(body) - 1)}
        shared = sum(pair in fold(text) for pair in pairs)
        return self._of(question.places[0], article, mention) and shared >= _SHARED * len(pairs)

    def _body(self, question: Question) -> str:
        """Return the body that a question names before the post, without the place."""
        body = body_of(question, self.clues)
        place = self.gazetteer.get(question.places[0])
        for name in sorted((place.name, place.short, *place.aliases) if place else (), key=len, reverse=True):
            body = body.replace(name, "") if name else body
        return body

    def _of(self, place: str, article: Article, mention: Mention) -> bool:
        """Say whether a post is one of the place itself: by the place that it names, else by the report."""
        named = [p.code for p in self.gazetteer.find(mention.post, (place,)) if p.code]
        return place in named if named else article.place_code == place

    def _draft(self, question: Question, named: Sequence[Named]) -> Draft:
        citer = Citer()
        lines = []
        for one in named:
            mark = citer.cite(one.article, one.sentence.start, one.sentence.end)
            shown = f"《{one.article.title}》" if one.article.title else self._sentence(question, one)
            key = "extract.holder" if one.date else "extract.holder_undated"
            date = when(one.date, question.language)
            head = say(key, question.language, name=one.person.name, post=one.person.post, date=date)
            lines.append(f"{head}{shown} [{mark}]")
        return Draft("\n\n".join(lines), "answered", (), citer.citations, composed_by="extract")

    def _sentence(self, question: Question, one: Named) -> str:
        text = one.article.text[one.sentence.start : one.sentence.end]
        return shorten(text, [one.span] if one.span else [], question.pieces, _SENTENCE)


def _first(annotation: Annotation) -> Sentence:
    return annotation.sentences[0]
