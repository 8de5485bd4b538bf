"""Find the places that reports from elsewhere only name, where it is asked which ones were mentioned."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.lists.levels import bodies_asked
from assistant.lists.looking import locality
from assistant.lists.scope import in_time
from assistant.records import Question
from index.places import Gazetteer
from index.records import Article, Mention, Sentence
from index.search import Archive, Found

_BODY = re.compile("[”’]?(?:人民)?政协")
_MOST = 1_500  # reports that are read; of more, the newest


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence that names a place."""

    article: Article
    sentence: Sentence


def mentioned(archive: Archive, gazetteer: Gazetteer, question: Question) -> dict[str, Named]:
    """Return the places within those asked about that reports name, each with the first sentence that does.

    Args:
        archive: where to look.
        gazetteer: the place names.
        question: that names places; one for bodies means places whose body is named (某县政协).
    """
    rows = archive.candidates([], question.filters, locality(question.places, gazetteer))
    bodies = bodies_asked(question) is not None
    found: dict[str, Named] = {}
    for report in archive.among(rows[-_MOST:], []):
        for mention in report.annotation.mentions:
            code = mention.code if mention.kind == "place" else ""
            if not code or code in found or not _within(question, gazetteer, code):
                continue
            if bodies and not _BODY.match(report.article.text, mention.end):
                continue
            sentence = _sentence(report, mention)
            if sentence and in_time(question, report.article, report.annotation, sentence):
                found[code] = Named(report.article, sentence)
    return found


def _within(question: Question, gazetteer: Gazetteer, code: str) -> bool:
    place = gazetteer.get(code)
    level = place is not None and (not question.levels or place.level in question.levels)
    return level and any(code != p and gazetteer.contains(p, code) for p in question.places)


def _sentence(report: Found, mention: Mention) -> Sentence | None:
    within = (s for s in report.annotation.sentences if s.start <= mention.start < s.end)
    return next(within, None)
