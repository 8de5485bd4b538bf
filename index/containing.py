"""Exhaustive search: which sentences hold given strings, literally and without a cut-off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.lexical_query import compact
from index.records import Annotation, Article, Sentence
from index.tables.codec import read_sentences
from index.words import normalise


@dataclass(frozen=True, slots=True)
class Found:
    """An article with the sentences that were looked for.

    Attributes:
        sentences: indexes into `annotation.sentences`, growing.
    """

    article: Article
    annotation: Annotation
    sentences: tuple[int, ...]


class Literals:
    """Groups of alternatives, each in the form in which texts are compared.

    Attributes:
        trivial: every sentence holds them.
    """

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        compacted = [[compact(needle) for needle in group] for group in groups]
        self._groups = [group for group in compacted if group and all(group)]
        self.trivial = not self._groups

    def among(self, sentences: Sequence[str]) -> list[int]:
        """Return the indexes of the sentences that hold one string of each group."""
        # Normalised together, as calls cost more than characters; no sentence holds a line break.
        lines = normalise("\n".join(sentences)).split("\n")
        return [i for i, line in enumerate(lines) if self._within("".join(line.split()))]

    def _within(self, compacted: str) -> bool:
        return all(any(needle in compacted for needle in group) for group in self._groups)


def matches(
    texts: Iterable[tuple[int, str, bytes]],
    spans: Mapping[int, Sequence[tuple[int, int]]] | None,
    literals: Literals,
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Check candidates sentence by sentence.

    Args:
        texts: row id, text and packed annotation of each candidate article.
        spans: the stretches of each text in which a match may lie; None stands for all of it.
        literals: what is looked for.

    Yields:
        Row id and indexes of the matching sentences, for each article that has any.
    """
    for row, text, annotation in texts:
        sentences = read_sentences(annotation)
        if literals.trivial:
            yield row, tuple(range(len(sentences)))
            continue
        inside = _inside(sentences, spans[row]) if spans is not None else range(len(sentences))
        found = literals.among([text[sentences[i].start : sentences[i].end] for i in inside])
        if found:
            yield row, tuple(inside[i] for i in found)


def _inside(sentences: Sequence[Sentence], spans: Sequence[tuple[int, int]]) -> list[int]:
    return [i for i, s in enumerate(sentences) if any(a <= s.start < b for a, b in spans)]
