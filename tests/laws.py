"""Laws that hold for whatever a page becomes: nothing is lost or counted twice, and all can be traced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from eval.matching import squeeze
from index.articles import Segmented
from index.clean import printed
from index.passages import split_passages, split_sentences
from index.records import Annotation, Article
from index.segmenter.layout import plain
from tests.pages import numbers


def assert_laws(result: Segmented) -> None:
    """Every non-blank line is accounted for once; every text maps back to its lines.

    Blocks of a web page may share the number of their line: of these, each number is accounted for.
    """
    blocks: dict[int, list[str]] = {}
    for line in result.page.lines:
        blocks.setdefault(line.number, []).append(line.text)
    filled = {n for n, texts in blocks.items() if any(map(plain, texts))}
    counted = Counter(n for n, _ in result.other)
    for article in result.articles:
        counted.update(n for n in numbers(article.lines) if n in filled)
        _assert_traced(article, blocks)
    alone = {n for n in filled if len(blocks[n]) == 1}
    assert counted.keys() == filled, "lines lost"
    assert all(counted[n] == 1 for n in alone), "lines counted twice"


def _assert_traced(article: Article, blocks: Mapping[int, Sequence[str]]) -> None:
    text = article.text
    for run in article.runs:
        part = text[run.start : run.start + run.length]
        held = any(block.startswith(part, run.column) for block in blocks[run.line])
        assert len(part) == run.length and held, "a run does not stand in its line"
    covered = sum(len(squeeze(text[run.start : run.start + run.length])) for run in article.runs)
    edited = sum(len(squeeze(edit.new)) for edit in article.edits)
    assert len(squeeze(text)) == covered + edited, "text that stands nowhere"
    whole = squeeze("".join(block for n in numbers(article.lines) for block in blocks.get(n, ())))
    left = Counter(squeeze(printed(text, article.edits))) - Counter(whole)
    assert not left, f"undoing the edits gives what is not printed: {left}"


def assert_annotated(article: Article, known: Annotation) -> None:
    """Sentences and passages tile the text; every mention stands where it says."""
    text = article.text
    text.encode("utf-8")  # halves of surrogate pairs cannot be stored
    for parts in (split_sentences(text), split_passages(article)):
        spans = [(part.start, part.end) for part in parts]
        assert all(a < b for a, b in spans), "an empty part"
        gaps = [text[a:b] for (_, a), (b, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True)]
        assert not "".join(gaps).strip("\n"), "text between two parts"
    for mention in known.mentions:
        assert text[mention.start : mention.end] == mention.text, "a mention that is not printed"
