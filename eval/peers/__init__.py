"""The same questions put to others: plain BM25, and a stock LlamaIndex query pipeline.

Both are given what helps them: our articles (no page has to be cut up), a tokeniser or splitter that knows
Chinese, and our encoder. Neither has a language model; their answer is what such a pipeline would feed one:
the best pieces of text, each with its source. English questions reach them as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.records import Answer, Citation, Status
from eval.cases import Case
from eval.peers.pieces import Piece, pieces_of
from eval.witness import Witness

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.search import Archive

# From a question and a number to so many pieces, best first.
Retrieve = Callable[[str, int], Sequence[Piece]]

# Pieces in an answer: as many as stay within the length that answers may have.
_SHOWN = 3
# Pieces that are looked at for the figures of retrieval.
_HITS = 30


@dataclass(frozen=True, slots=True)
class Peer:
    """Something that retrieves pieces of text and shows the best."""

    retrieve: Retrieve

    def ask(self, question: str, history: Sequence[str] = (), *, id: str = "") -> Answer:
        """Show the best pieces for a question; earlier turns are put before it, as stock pipelines do."""
        found = self.retrieve(" ".join([*history, question]), _SHOWN)
        # A paragraph each: what stands between two of them in the file, a subheading say, is no part of it.
        parts = [replace(piece, text=part) for piece in found for part in piece.text.split("\n") if part]
        text = "\n\n".join(f"{part.text} [{n}]" for n, part in enumerate(parts, 1))
        cited = tuple(_citation(n, part) for n, part in enumerate(parts, 1))
        status: Status = "answered" if found else "not_found"
        return Answer(question, "zh", "what", status, text, citations=cited, composed_by="extract", id=id)

    def witness(self, witness: Witness) -> Witness:
        """Return the witness with this peer's own search."""

        def search(case: Case) -> list[tuple[str, str]]:
            found = self.retrieve(" ".join([*case.history, case.question]), _HITS)
            return [(piece.source, piece.article_id) for piece in found]

        return replace(witness, search=search)


def _citation(n: int, piece: Piece) -> Citation:
    return Citation(
        n, piece.article_id, piece.source, piece.headline, "", piece.issue_date, None, (), piece.text
    )


def open_peers(archive: Archive, encoder: Encoder) -> dict[str, Peer]:
    """Return the peers over the articles of an archive, by name.

    Args:
        archive: what they retrieve from.
        encoder: makes the vectors of the LlamaIndex pipeline.

    Raises:
        SettingsError: a library of theirs is not installed.
    """
    from eval.peers.bm25 import bm25
    from eval.peers.stock import stock

    pieces = list(pieces_of(archive.articles()))
    return {"BM25": Peer(bm25(pieces)), "LlamaIndex": Peer(stock(archive, encoder))}
