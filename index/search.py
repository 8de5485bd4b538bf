"""The read path: an archive that is open for questions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal, TypeVar

from index.asking import Asking
from index.containing import Found, Literals
from index.english import Translation
from index.folder import current
from index.fusion import load_fusion
from index.hybrid import Channel, Query
from index.interpreted import Interpreter
from index.kept import in_parts
from index.limits import with_parts
from index.possible import Locality
from index.records import WITHIN, Annotation, Article, Filters, Hit, Refused
from index.remembered import Remembered
from index.reranker import DEPTH, Reranker
from index.state import State
from index.store import Store
from index.tables.catalogue import Catalogue
from index.tables.passagetable import Outlined
from index.tables.selection import Told
from index.words import JiebaTokeniser, Tokeniser
from index.writing.derive import refreshed

if TYPE_CHECKING:
    from index.encoder import Encoder

__all__ = ["Archive", "Found", "Literals", "Locality", "Told"]

_ALL = Filters()
T = TypeVar("T")


class Archive:
    """An archive, open for questions; safe for several threads at once."""

    def __init__(
        self, folder: Path, state: State, tokeniser: Tokeniser, asking: Asking, reranker: Reranker | None
    ) -> None:
        self.folder, self._reranker = folder, reranker
        self._state, self._tokeniser, self._asking = state, tokeniser, asking
        self._lock = Lock()
        self._told = Remembered()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        encoder: Encoder | None = None,
        tokeniser: Tokeniser | None = None,
        home: str = "62",
        reranker: Reranker | None = None,
        interpreter: Interpreter | None = None,
    ) -> Archive:
        """Open the archive of a folder.

        Args:
            folder: the archive's folder.
            encoder: the one that it was made with; None loads the one that the manifest names, at first need.
            tokeniser: the one that it was made with; None stands for the project's own.
            home: first two digits of the home province, for places in English questions.
            reranker: orders what was found anew; None leaves the order.
            interpreter: translates English questions; None leaves it to the tables, by which it is checked.

        Raises:
            ArchiveMissing: there is no index in this folder.
            ArchiveMismatch: it was made with another schema, tokeniser or encoder.
            ArchiveDamaged: its database cannot be read.
        """
        folder = folder.resolve()
        tokeniser = tokeniser or JiebaTokeniser()
        state = State.open(folder, tokeniser)
        if encoder is not None:
            state.store.manifest.check_encoder(encoder, str(folder))
        return cls(folder, state, tokeniser, Asking(folder, tokeniser, encoder, home, interpreter), reranker)

    @property
    def sequence(self) -> int:
        """Number of the last transaction that questions see."""
        return self._state.sequence

    @property
    def catalogue(self) -> Catalogue:
        """What lies in the archive, for browsing."""
        return self._state.store.catalogue

    def refresh(self) -> bool:
        """Take up what was written since by other processes; return whether there was anything.

        Questions that are under way end on the state in which they began.
        """
        with self._lock:
            state = self._state
            generation = current(self.folder)
            if generation != state.generation:
                self._state = State.open(self.folder, self._tokeniser)
                return True
            derived = refreshed(state.derived, self.folder, state.store, generation, self._tokeniser)
            if derived is state.derived:
                return False
            self._state = State.of(generation, state.store, derived, state.kept)
            state.kept.forget_ids()
            return True

    def prepare(self) -> None:
        """Make now what one of the first questions would otherwise wait for, a second or two."""
        self._state.derived.vectors.prepare()

    def close(self) -> None:
        """Close the database's connections."""
        self._state.store.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def search(self, question: str, k: int = 10, filters: Filters = _ALL) -> list[Hit]:
        """Find the passages that answer a question best, by words and by vectors.

        Args:
            question: what is looked for, in Chinese or English.
            k: how many hits, at most.
            filters: limits on the articles.

        Returns:
            Hits, best first; none where nothing fits or nothing passes the filters.

        Raises:
            EncoderError: the encoder that the archive was made with cannot be loaded.
            ArchiveMismatch: it is there in another version.
        """
        if k < 1 or not question.strip():
            return []
        state, filters = self._state, self._completed(filters)
        query = self._asking.query(question, state.hybrid, state.store.manifest)
        if not query.words:
            return []
        if self._reranker is None:
            return state.hybrid.find(query, k, filters, load_fusion())
        found = state.hybrid.find(query, max(k, DEPTH), filters, load_fusion())
        return self._reranker.rerank(query.text, found)[:k]

    def _completed(self, filters: Filters) -> Filters:
        """Return filters that let those continuations pass, too, whose first part is from their places."""
        unplaced = self._remembered(("unplaced",), lambda store: store.parts.unplaced())
        return with_parts(filters, unplaced)

    def by_channel(self, question: str, channel: Channel, k: int) -> list[Hit]:
        """Find passages by one channel alone, best first; for measuring what fusion adds."""
        hybrid = self._state.hybrid
        return hybrid.hits(hybrid.alone(channel, self.prepared(question), k), channel)

    def translate(self, question: str) -> Translation:
        """Return an English question as it is searched for, with what could not be translated."""
        return self._asking.translate(question, self._state.hybrid)

    def looked_up(self, question: str) -> Translation:
        """Return an English question in the words of the archive by the tables alone, never by a model."""
        return self._asking.looked_up(question, self._state.hybrid)

    def prepared(self, question: str) -> Query:
        """Return a question as both indexes take it; see `search`."""
        return self._asking.query(question, self._state.hybrid, self._state.store.manifest)

    def containing(
        self, groups: Sequence[Sequence[str]], filters: Filters = _ALL, local: Locality | None = None
    ) -> list[Found]:
        """Find every article with a sentence that holds, for each group, one of its strings literally.

        Literally means after `index.words.normalise`, white space left out: in either script, any width and
        any case, whatever words a segmentation would have seen. A string of a single character works too.

        Args:
            groups: alternatives; a group that is empty, or holds an empty string, is met by every sentence.
            filters: limits on the articles.
            local: only articles that can tell of these places: reports from there, and those that name them.

        Returns:
            Every such article, in the order in which they came into the archive, with its sentences.
        """
        return self._state.exhaustive.containing(groups, self._completed(filters), local)

    def holds(
        self, groups: Sequence[Sequence[str]], filters: Filters = _ALL, local: Locality | None = None
    ) -> bool:
        """Say whether there is any article that `containing` would find, without reading all of them."""
        return self._state.exhaustive.holds(groups, self._completed(filters), local)

    def outline(
        self, groups: Sequence[Sequence[str]], filters: Filters = _ALL, local: Locality | None = None
    ) -> list[Outlined]:
        """Return which articles match as far as the lexical index tells; no text is read, so it is fast."""
        return self._state.exhaustive.outline(groups, self._completed(filters), local)

    def passages(self, groups: Sequence[Sequence[str]], filters: Filters = _ALL) -> int:
        """Return how many passages `outline` counts, or somewhat more; much faster."""
        return self._state.exhaustive.passages(groups, self._completed(filters))

    def candidates(
        self, groups: Sequence[Sequence[str]], filters: Filters = _ALL, local: Locality | None = None
    ) -> list[int]:
        """Return the row ids of the articles that `containing` would read, growing; for `among`."""
        return self._state.exhaustive.candidates(groups, self._completed(filters), local)

    def among(self, rows: Sequence[int], groups: Sequence[Sequence[str]]) -> list[Found]:
        """Return those of some articles, by row id, that match; see `containing`."""
        return self._state.exhaustive.among(rows, groups)

    def rarity(self, tokens: Iterable[str], field: Literal["body", "pairs"] = "body") -> dict[str, float]:
        """Return how much each word ("body") or pair ("pairs") tells here; see `LexicalIndex.rarity`."""
        return self._state.derived.lexical.rarity(tokens, field)

    def article(self, article_id: str) -> Article:
        """Return an article.

        Raises:
            KeyError: the archive has no such article.
        """
        return self._article(article_id)[0]

    def annotation(self, article_id: str) -> Annotation:
        """Return what is known of an article's text; raises as `article` does."""
        return self._article(article_id)[1]

    def fetch(self, ids: Iterable[str]) -> None:
        """Load articles that are about to be asked for, all at once."""
        self._state.kept.by_id(self._state.store, list(ids))

    def heads(self, filters: Filters = _ALL, told: Told | None = None) -> list[Article]:
        """Return the articles that pass, each read no further than it is looked at.

        For looking at the heads, dates and places of all of them at once.

        Args:
            filters: limits on the articles.
            told: what their heads or bylines must hold; None for nothing.
        """
        state, filters = self._state, self._completed(filters)
        return [state.store.parts.whole(head) for head in state.store.heads(self.article, filters, told)]

    def articles(self, filters: Filters = _ALL) -> Iterator[Article]:
        """Yield the articles that pass, in the order in which they came into the archive."""
        state, filters = self._state, self._completed(filters)
        for rows in in_parts(state.store.article_rows(filters)):
            for _, (article, _) in sorted(state.store.articles_by_row(rows).items()):
                yield state.store.parts.whole(article)

    def count(self, filters: Filters = _ALL) -> int:
        """Return how many articles pass."""
        filters = self._completed(filters)
        return self._remembered(("count", filters), lambda store: store.count(filters))

    def places(self) -> dict[str, int]:
        """Return the number of articles by the code of the place that they report from."""
        return dict(self._remembered(("place_code",), lambda store: store.tally("place_code")))

    def months(self) -> dict[str, int]:
        """Return the number of articles by month of issue ("2024-08")."""
        return dict(self._remembered(("month",), lambda store: store.tally("month")))

    def sections(self) -> frozenset[str]:
        """Return the names of the pages and columns that articles are printed under."""

        def named(store: Store) -> frozenset[str]:
            return frozenset(WITHIN.join(store.tally("section")).split(WITHIN)) - {""}

        return self._remembered(("section",), named)

    def refused(self) -> tuple[Refused, ...]:
        """Return the inputs that could not be read."""
        return self._remembered(("refused",), lambda store: store.refused())

    def status(self) -> dict[str, object]:
        """Return what the archive holds and what it was made with, for people and scripts."""
        return {"folder": str(self.folder), **self._state.status()}

    def _remembered(self, what: tuple[Hashable, ...], ask: Callable[[Store], T]) -> T:
        """Return what the database tells of all articles, from memory as long as nothing has changed."""
        return self._told.get(self._state, what, ask)

    def _article(self, article_id: str) -> tuple[Article, Annotation]:
        state = self._state
        if (held := state.kept.one(state.store, article_id)) is None:
            raise KeyError(article_id)
        return state.store.parts.whole(held.article), held.annotation
