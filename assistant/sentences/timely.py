"""How well a sentence fits the times that a question asks about."""

from __future__ import annotations

from assistant.lists.scope import in_time, sentence_dates
from assistant.records import Question
from index.records import Annotation, Article, Sentence
from index.words import solid

_OTHER, _UNDATED, _OVERLAPS = 0.2, 0.6, 0.7


def time_fit(question: Question, article: Article, annotation: Annotation, sentence: Sentence) -> float:
    """Return how well a sentence fits the times asked about, 0 to 1.

    1 where it tells of such a time or none is asked; less where its time only overlaps the one asked
    (今年 and the first ten months) or that is carried over from an earlier turn; least where it is another.
    """
    if in_time(question, article, annotation, sentence):
        return 1.0
    text = solid(article.text[sentence.start : sentence.end])
    if _said_alike(question, text) or carries_time(question):
        return _OVERLAPS
    if _overlaps(question, article, annotation, sentence):
        return _OVERLAPS
    return _OTHER if article.event_date or article.issue_date else _UNDATED


def _said_alike(question: Question, text: str) -> bool:
    """Say whether a sentence has a relative time (去年) in the words of the question."""
    return any(t.how == "relative" and solid(t.text) in text for t in question.times)


def carries_time(question: Question) -> bool:
    """Say whether a question has its times from earlier turns, and itself says none."""
    said = solid(question.text)
    return not any(solid(time.text) in said for time in question.times)


def _overlaps(question: Question, article: Article, annotation: Annotation, sentence: Sentence) -> bool:
    dates = sentence_dates(article, annotation, sentence)
    return not question.issue_only and any(t.matches(d) for t in question.times for d in dates)
