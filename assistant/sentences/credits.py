"""Who took the picture beside a report, by its credit line; and works that are no reports of the archive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.records import Question
from assistant.sentences.candidates import Candidate
from index.records import Article

_CREDIT = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,4}(?:[ \u3000、][\u4e00-\u9fff]{2,4})?)[ \u3000]*"
    r"(?:摄影报道|摄影|供图|摄)(?:[）)。]|$)",
    re.MULTILINE,
)
_ASKS = {
    "zh": re.compile(
        "(?:谁|哪一?位|哪个|何人)[^，。？?]{0,6}(?:拍|摄)|(?:拍|摄)[^，。？?]{0,4}(?:是谁|何人|哪位)"
    ),
    "en": re.compile(
        r"\bwho (?:took|shot|photographed)\b|\bphotographer\b|\bphoto(?:graph)?s? (?:is|was|were) .*by who"
    ),
}
_ROLE = re.compile("^(?:本报|见习|特约)?(?:记者|通讯员)[ \u3000]*")
_WORK = re.compile("《[^》]+》")
_NEAREST = 2  # reports that are looked at though they hold few of the question's words
_LEAST = 0.4  # share of the question's words that a report has to hold


@dataclass(frozen=True, slots=True)
class Credit:
    """The name in a credit line, and the offsets of what is quoted for it in the article's text."""

    name: str
    article: Article
    start: int
    end: int


def asks_credit(question: Question) -> bool:
    """Say whether a question asks who took a picture."""
    text = question.text.lower() if question.language == "en" else "".join(question.text.split())
    return _ASKS[question.language].search(text) is not None


def credited(question: Question, candidates: Sequence[Candidate]) -> Credit | None:
    """Return who took the picture that a question asks about; None where no report found tells.

    Args:
        question: asks for the photographer.
        candidates: sentences of the reports found, best first.
    """
    seen: set[str] = set()
    for candidate in candidates:
        article = candidate.article
        if article.article_id in seen or (candidate.coverage < _LEAST and len(seen) >= _NEAREST):
            continue
        seen.add(article.article_id)
        if found := _credit(article, candidate):
            return found
    return None


def _credit(article: Article, candidate: Candidate) -> Credit | None:
    printed = _CREDIT.search(article.text, len(article.body))
    if printed:
        return Credit(_ROLE.sub("", printed["name"]), article, printed.start(), printed.end())
    if article.kind == "photo" and article.byline:
        first = candidate.annotation.sentences[0]
        return Credit(article.byline, article, first.start, first.end)
    return None


def names_work(question: Question) -> bool:
    """Say whether a question for a writer names a work, which need not be a report of the archive."""
    return _WORK.search(question.text) is not None
