"""Article → sentences and passages, by offsets only: nothing is copied, trimmed or joined.

A sentence ends after 。！？ with the closing quotes and brackets that follow; the marks and limits are data
(`data/sentences.toml`). A paragraph (a stretch between line breaks) ends a sentence too. Not a sentence's
end: a semicolon, an ellipsis, the point of a number, a mark inside brackets or a title, a short quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index.packaged import load_packaged
from index.records import Article, Passage, Sentence

_LONG = 10_000
"""Characters of a text whose sentences are not remembered."""


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences.

    Args:
        text: an article's body, paragraphs separated by line breaks.

    Returns:
        The sentences in order. Every character but the line breaks lies in exactly one of them; white
        space after a sentence belongs to it.
    """
    # They are asked for twice: for what they mention, and for the passages.
    return _remembered(text) if len(text) <= _LONG else _split(text)


def _split(text: str) -> tuple[Sentence, ...]:
    rules = _rules()
    ends = rules.end_pointed if _pointed(text, rules) else rules.end
    sentences: list[Sentence] = []
    start = number = 0
    for paragraph in text.split("\n"):
        last = 0
        for end in _ends(paragraph, ends, rules):
            sentences.append(Sentence(start + last, start + end, number))
            last = end
        start += len(paragraph) + 1
        number += bool(paragraph)
    return tuple(sentences)


_remembered = lru_cache(maxsize=64)(_split)


def split_passages(article: Article, target: int = 220, limit: int = 400) -> tuple[Passage, ...]:
    """Group an article's sentences into passages of about equal length.

    Args:
        article: the article; only its text and its id are used.
        target: characters after which a passage ends with the next sentence; after half of them it ends
            with the next paragraph.
        limit: characters that a passage exceeds only where a single sentence does.

    Returns:
        Passages in order, of whole sentences; between two of them stand only line breaks. None holds parts
        of both the body and what is printed beside it.
    """
    sentences, end = split_sentences(article.text), len(article.body)
    beside = next((i for i, sentence in enumerate(sentences) if sentence.start >= end), len(sentences))
    bounds = _bounds(sentences[:beside], target, limit) + _bounds(sentences[beside:], target, limit)
    return tuple(Passage(article.article_id, a, b, article.text[a:b]) for a, b in bounds)


def _bounds(sentences: Sequence[Sentence], target: int, limit: int) -> list[list[int]]:
    bounds: list[list[int]] = []
    paragraph = -1
    for sentence in sentences:
        held = bounds[-1][1] - bounds[-1][0] if bounds else target
        enough = target if sentence.paragraph == paragraph else target // 2
        if bounds and held < enough and sentence.end - bounds[-1][0] <= limit:
            bounds[-1][1] = sentence.end
        else:
            bounds.append([sentence.start, sentence.end])
        paragraph = sentence.paragraph
    _join_short_tail(bounds, target // 4, limit)
    return bounds


def _join_short_tail(bounds: list[list[int]], short: int, limit: int) -> None:
    if len(bounds) > 1 and bounds[-1][1] - bounds[-1][0] < short and bounds[-1][1] - bounds[-2][0] <= limit:
        last = bounds.pop()
        bounds[-1][1] = last[1]


def _pointed(text: str, rules: _Rules) -> bool:
    """Say whether a text ends its sentences with points, as scans and old exports do."""
    if not any(point in text for point in rules.points):
        return False
    return len(rules.pointed.findall(text)) > text.count("。")


def _ends(paragraph: str, marked: re.Pattern[str], rules: _Rules) -> Iterator[int]:
    """Yield the offset after each sentence of one paragraph; `marked` finds where one may end."""
    guarded = _guarded(paragraph, rules)
    last = skip = 0
    for match in marked.finditer(paragraph):
        stop = match.start()
        if stop < skip:
            continue
        while guarded and guarded[-1][1] <= stop:
            guarded.pop()
        if guarded and guarded[-1][0] <= stop:
            continue
        end = match.end()
        if match.group(1):
            end = _after_quotation(paragraph, last, match, rules)
            skip = end
        if end > last:
            yield end
            last = end
    if last < len(paragraph):
        yield len(paragraph)


def _after_quotation(paragraph: str, start: int, match: re.Match[str], rules: _Rules) -> int:
    """Return the end of a sentence whose last mark stands before a closing mark, 0 where it goes on."""
    end = match.end()
    if end == len(paragraph):
        return end
    if paragraph[end] in rules.goes_on:
        return 0
    opening = rules.opening.get(match.group(1)[0])
    if opening is None:
        return end
    opened = paragraph.rfind(opening, start, match.start())
    if opened > start and match.start() - opened <= rules.short_quotation:
        return 0
    speaker = rules.speaker.match(paragraph, end)
    return speaker.end() if speaker else end


def _guarded(paragraph: str, rules: _Rules) -> list[tuple[int, int]]:
    """Return the stretches inside brackets and titles, the last one first."""
    if not rules.openers.search(paragraph):
        return []
    return [match.span() for match in rules.bracketed.finditer(paragraph)][::-1]


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of `data/sentences.toml`, compiled.

    Attributes:
        end: one sentence end with its closing marks (group 1) and the white space after it.
        end_pointed: the same in a text that ends its sentences with points.
        points, pointed: these points, and one that ends a sentence there.
        bracketed: a bracket or title with its content, one further level inside it.
        openers: the opening brackets.
        opening: closing quotation mark → opening one.
        goes_on: marks that show after a quotation that its sentence goes on.
        speaker: who said it, right after a quotation.
    """

    end: re.Pattern[str]
    end_pointed: re.Pattern[str]
    points: str
    pointed: re.Pattern[str]
    bracketed: re.Pattern[str]
    openers: re.Pattern[str]
    opening: dict[str, str]
    goes_on: str
    short_quotation: int
    speaker: re.Pattern[str]


@cache
def _rules() -> _Rules:
    return load_packaged("index", "sentences.toml", _compiled, "the rules are malformed")


def _compiled(data: dict[str, object]) -> _Rules:
    marks, half = re.escape(str(data["ends"])), re.escape(str(data["half_width_ends"]))
    brackets, quotes = _table(data["brackets"]), _table(data["quotes"])
    latin_stop = r"(?<=[a-z)\"']\.)(?=\s+[A-Z]|\s*$)"
    one = rf"(?<=[{marks}])|(?<=[{half}])(?:(?<![!-~].)|(?![!-~]))|{latin_stop}"
    # The mark is matched before it is looked at: the search for one set of characters is fast.
    closers, points = re.escape(str(data["closers"])), re.escape(str(data["points"]))
    after = rf"[{marks}{half}]*([{closers}]*)\s*"
    point = rf"(?<=[\u4e00-\u9fff{closers}][{points}])(?![0-9A-Za-z{points}])"
    verbs = "|".join(sorted(map(re.escape, _words(data["speaking"])), key=len, reverse=True))
    speaker = rf"[^{marks}{half}“]{{1,{_number(data['speaker_limit'])}}}?(?:{verbs})[{marks}]+\s*"
    return _Rules(
        end=re.compile(rf"[{marks}{half}.](?:{one}){after}"),
        end_pointed=re.compile(rf"[{marks}{half}{points}](?:{one}|{point}){after}"),
        points=str(data["points"]),
        pointed=re.compile(rf"[{points}]{point}"),
        bracketed=re.compile("|".join(_span(a, b, _number(data["bracket_limit"])) for a, b in brackets)),
        openers=re.compile(f"[{re.escape(''.join(a for a, _ in brackets))}]"),
        opening={b: a for a, b in quotes},
        goes_on=str(data["goes_on"]),
        short_quotation=_number(data["short_quotation"]),
        speaker=re.compile(speaker),
    )


def _span(opening: str, closing: str, limit: int) -> str:
    a, b = re.escape(opening), re.escape(closing)
    plain = f"[^{a}{b}]{{0,{limit}}}"
    return f"{a}{plain}(?:{a}{plain}{b}{plain})?{b}"


def _table(value: object) -> list[tuple[str, str]]:
    if not isinstance(value, list):
        raise TypeError(f"expected a list of pairs, not {value!r}")
    return [(str(a), str(b)) for a, b in value]


def _words(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(f"expected a list of words, not {value!r}")
    return [str(word) for word in value]


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"expected a number, not {value!r}")
    return value
