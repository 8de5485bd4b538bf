"""Say of whom a sentence speaks: the place that acts or in which something is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lists.scope import local_places
from assistant.parsing.rules import AssertionRules
from index.places import Gazetteer
from index.quick import quick
from index.records import Annotation, Article, Mention, Sentence

_MARKS = "，,；;。！？!?：:"
_CLAUSE = re.compile(f"[{_MARKS}]")
_WENT = re.compile("(?:赴|前往|参观|走进|来到|深入|到)[^，,。；;]{0,10}$")
_BODY = re.compile("[”’]?(?:人民)?政协")
_LOCAL = frozenset({"county", "prefecture"})
# Before a place to which something was brought: it is not the one that brought it.
_BROUGHT = re.compile(
    "(?:送往|送到|送至|送达|运往|运到|运抵|寄往|寄到|发往|捐给|捐赠给|捐往|驰援|支援|援助)[^，,。；;]{0,8}$"
)
_JOINED = re.compile("^(?:政协)?(?:、|和|与|及|以及|，|,)$")


@quick
@dataclass(frozen=True, slots=True)
class Acting:
    """A place that a sentence speaks of.

    Attributes:
        named: True where the sentence itself names it, False where its surroundings do.
        at: where in the article's text the place is named, None where only its head or dateline tells.
    """

    code: str
    named: bool
    at: int | None = None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with the places named in it that are not beside the point."""

    start: int
    end: int
    places: tuple[Mention, ...]

    def text(self, article: Article) -> str:
        """Return what is printed there."""
        return article.text[self.start : self.end]


class Attributor:
    """Find the places that sentences speak of."""

    def __init__(self, gazetteer: Gazetteer, rules: AssertionRules) -> None:
        self.gazetteer = gazetteer
        self.rules = rules
        # Of the last article and paragraph: sentences come one after the other.
        self._lying: tuple[Annotation | None, dict[str, Mention]] = (None, {})
        self._near: tuple[Annotation | None, int, _Paragraph] = (None, -1, _Paragraph(0, 0, ()))

    def acting(
        self,
        article: Article,
        annotation: Annotation,
        sentence: Sentence,
        position: int,
        levels: Sequence[str] | None = None,
        inside: Sequence[Mention] | None = None,
    ) -> tuple[Acting, ...]:
        """Return the places for which a sentence holds.

        Args:
            article: the article of the sentence.
            annotation: what the article mentions.
            sentence: the sentence.
            position: where in the article's text the thing asked about stands.
            levels: where bodies are asked for, the levels of place that fit (empty: any): theirs is what the
                sentence tells, wherever it happened. None where places are asked for.
            inside: what the sentence mentions, where that is at hand.

        Returns:
            The places the sentence names before the thing (several where they are listed side by side),
            else after it, else those of the surroundings, else the article's own; empty where nothing tells.
        """
        inside = annotation.within(sentence.start, sentence.end) if inside is None else inside
        own = self._candidates(article, inside, article.text)
        if levels is not None and (body := self._body(article, annotation, own, levels)):
            return body
        touring = bool(self.rules.example.match(article.text, position))
        visited = self._visited(article, [m for m in inside if m.end <= position], own)
        if visited is not None and not touring:
            return (Acting(visited.code, True, visited.start),)
        before = [m for m in own if m.start <= position]
        chosen = self._listed(before, article.text) if before else self._after(own, article.text, position)
        chosen = self._spread(own, article.text, position) or chosen
        if chosen:
            return tuple(Acting(m.code, True, m.start) for m in {m.code: m for m in chosen}.values())
        away = None if touring else self._away(article, annotation, sentence)
        mention = away or self._around(article, annotation, sentence)
        if mention:
            return (Acting(mention.code, False, mention.start),)
        return (Acting(article.place_code, False),) if article.place_code else ()

    def _body(
        self, article: Article, annotation: Annotation, own: Sequence[Mention], levels: Sequence[str]
    ) -> tuple[Acting, ...]:
        """Return the places whose bodies a sentence names, else the one whose body the report is of.

        A report that names no body of the levels asked for is of its own place's.
        """
        named = [m for m in own if _BODY.match(article.text, m.end)]
        if named:
            chosen = self._listed(named, article.text)
            return tuple(Acting(m.code, True, m.start) for m in {m.code: m for m in chosen}.values())
        fits = article.level in levels if levels else article.level in _LOCAL
        fits = fits or (article.level in _LOCAL and not self._of_levels(article, annotation, levels))
        return (Acting(article.place_code, False),) if article.place_code and fits else ()

    def _of_levels(self, article: Article, annotation: Annotation, levels: Sequence[str]) -> bool:
        """Say whether a report names a body of one of some levels."""
        places = (m for m in annotation.mentions if m.kind == "place" and m.level in levels)
        return any(_BODY.match(article.text, m.end) for m in places)

    def _after(self, own: Sequence[Mention], text: str, position: int) -> list[Mention]:
        """Return the place named after the thing where no clause ends between them (授牌仪式在肃州区…)."""
        return [m for m in own[:1] if not _CLAUSE.search(text, position, m.start)]

    def _spread(self, own: Sequence[Mention], text: str, position: int) -> list[Mention]:
        """Return the places side by side to which the thing is spread (在甲县试点的……推广到乙县、丙县)."""
        after = [m for m in own if m.start > position]
        spread = self.rules.spreading(text, position, after[-1].start) if after else None
        reached = [m for m in after if spread and m.start >= spread.end()]
        if not (spread and reached) or _CLAUSE.search(text, spread.end(), reached[0].start):
            return []
        chosen = reached[:1]
        for mention in reached[1:]:
            if not _JOINED.match(text[chosen[-1].end : mention.start].strip()):
                break
            chosen.append(mention)
        return chosen

    def _visited(self, article: Article, before: Sequence[Mention], own: Sequence[Mention]) -> Mention | None:
        """Return the place that a study tour had reached when the sentence names the thing."""
        places = [m for m in before if m.kind == "place" and m.code]
        if not places or places[-1] in own or not article.place_code:
            return None
        place = places[-1]
        outside = not self._related(article.place_code, place.code)
        went = _WENT.search(article.text, max(0, place.start - 12), place.start)
        return place if outside and went and self._aside(place, article, article.text) else None

    def _away(self, article: Article, annotation: Annotation, sentence: Sentence) -> Mention | None:
        """Return the place that a report of a study tour tells of: what it shows stands there."""
        first = annotation.sentences[0]
        if sentence.paragraph != first.paragraph or not article.place_code or sentence == first:
            return None
        lead = article.text[first.start : first.end]
        if not self.rules.example.search(lead):
            return None
        named = [m for m in annotation.within(first.start, first.end) if m.kind == "place" and m.code]
        outside = [m for m in named if not self._related(article.place_code, m.code)]
        return outside[-1] if outside else None

    def _related(self, one: str, other: str) -> bool:
        return self.gazetteer.contains(one, other) or self.gazetteer.contains(other, one)

    def _candidates(self, article: Article, mentions: Sequence[Mention], text: str) -> list[Mention]:
        places = [m for m in mentions if m.kind == "place" and m.code]
        kept = [m for m in places if not self._aside(m, article, text)]
        return [m for i, m in enumerate(kept) if not self._outer(m, kept[i + 1 :], text)]

    def _aside(self, mention: Mention, article: Article, text: str) -> bool:
        """Say whether a place is named beside the point: as an example, or as the authority above."""
        place = article.place_code
        if not place or self.gazetteer.contains(place, mention.code):
            return False
        if self.gazetteer.contains(mention.code, place):
            return True
        if _BROUGHT.search(text, max(0, mention.start - 14), mention.start):
            return True
        start = mention.start
        while start and text[start - 1] not in _MARKS:
            start -= 1
        end = _CLAUSE.search(text, mention.end)
        clause = text[start : end.start() if end else len(text)]
        return bool(self.rules.example.search(clause) or self.rules.leaders.search(clause))

    def _outer(self, mention: Mention, following: Sequence[Mention], text: str) -> bool:
        """Say whether the next place named lies in this one and follows at once (兰州市城关区)."""
        if not following:
            return False
        after = following[0]
        adjacent = not text[mention.end : after.start].strip("的 ")
        return adjacent and after.code != mention.code and self.gazetteer.contains(mention.code, after.code)

    def _listed(self, before: Sequence[Mention], text: str) -> list[Mention]:
        """Return the last place named, with those that are listed side by side with it."""
        chosen = [before[-1]]
        for mention in reversed(before[:-1]):
            if not _JOINED.match(text[mention.end : chosen[0].start].strip()):
                break
            chosen.insert(0, mention)
        return chosen

    def _around(self, article: Article, annotation: Annotation, sentence: Sentence) -> Mention | None:
        """Return the place of the surroundings where the sentence names none; None for the article's own."""
        if article.place_code and article.level == "county":
            return None
        if article.place_code and self.rules.meeting.match(article.text, sentence.start, sentence.end):
            return None  # what the meeting did, its own body did
        locals_ = self._locals(article, annotation)
        here = article.text[sentence.start : sentence.end]
        paragraph = self._paragraph(article, annotation, sentence)
        near = paragraph.places
        before = [m for m in near if m.start < sentence.start and self._inside(article, m)]
        named = [m for name, m in locals_.items() if name in here] + before[-1:]
        if named or article.level == "prefecture":
            return named[0] if named else None
        after = [m for m in near if self._inside(article, m) and m.code != article.place_code]
        around = [m for name, m in locals_.items() if name in paragraph.text(article)]
        return next(iter((*after, *around)), None)

    def _paragraph(self, article: Article, annotation: Annotation, sentence: Sentence) -> _Paragraph:
        known = self._near
        if known[0] is not annotation or known[1] != sentence.paragraph:
            same = annotation.paragraph(sentence.paragraph)
            start, end = same[0].start, same[-1].end
            places = self._candidates(article, annotation.within(start, end), article.text)
            made = _Paragraph(start, end, tuple(places))
            known = self._near = (annotation, sentence.paragraph, made)
        return known[2]

    def _locals(self, article: Article, annotation: Annotation) -> dict[str, Mention]:
        known = self._lying
        if known[0] is not annotation:
            known = self._lying = (annotation, local_places(article, annotation))
        return known[1]

    def _inside(self, article: Article, mention: Mention) -> bool:
        return not article.place_code or self.gazetteer.contains(article.place_code, mention.code)
