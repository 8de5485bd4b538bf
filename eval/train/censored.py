"""An archive from which what answers a question is gone, as if it had never been printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from index.records import Annotation, Article, Filters, Hit
from index.search import Archive

_ALL = Filters()


class Censored(Archive):
    """The same archive without some sentences, or without the articles of one source.

    Args:
        archive: the archive.
        gone: says of a sentence whether it is left out.
        source: whose articles are left out, "" for none.
    """

    def __init__(self, archive: Archive, gone: Callable[[str], bool], source: str = "") -> None:
        # Everything that the whole archive has open is shared; it is never closed from here.
        vars(self).update(vars(archive))
        self._gone, self._source = gone, source
        self._censored: dict[str, tuple[Article, Annotation]] = {}

    def search(self, question: str, k: int = 10, filters: Filters = _ALL) -> list[Hit]:
        """Find passages as the whole archive does, those of the source left out."""
        found = super().search(question, k, filters)
        return [hit for hit in found if not self._source or hit.source != self._source]

    def _article(self, article_id: str) -> tuple[Article, Annotation]:
        if article_id not in self._censored:
            self._censored[article_id] = self._without(*super()._article(article_id))
        return self._censored[article_id]

    def _without(self, article: Article, annotation: Annotation) -> tuple[Article, Annotation]:
        """Return an article with blanks where the sentences stood, so that all offsets stay."""
        text, kept = article.text, []
        for sentence in annotation.sentences:
            said = article.text[sentence.start : sentence.end]
            if self._gone(said):
                text = text[: sentence.start] + " " * len(said) + text[sentence.end :]
            else:
                kept.append(sentence)
        return replace(article, text=text), replace(annotation, sentences=tuple(kept))
