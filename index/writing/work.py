"""What the write path does article by article, without the database: so that other processes can do it.

A `Kit` holds what is needed for it. It is used in this process, or sent to others (`workers.py`).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from index.cutting import Cut, cut_all
from index.places import Gazetteer
from index.tables.codec import Draft, pack_vectors
from index.words import Tokeniser
from index.writing.prepare import Job, Prepared, prepared

if TYPE_CHECKING:
    from index.encoder import Encoder

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Kit:
    """What articles are made, encoded and cut with; each method is one kind of task.

    Attributes:
        encoder: None where encoding stays with the process that has the encoder.
    """

    gazetteer: Gazetteer
    tokeniser: Tokeniser
    encoder: Encoder | None

    def prepare(self, job: Job) -> Prepared:
        """Make the articles of a file, or of a part of it; all that can be done for them in one go."""
        part = prepared(job, self.gazetteer)
        return self._completed(part) if job.fresh else part

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """Return the packed vectors of passages."""
        if self.encoder is None:
            raise ValueError("this kit has no encoder")
        return pack_vectors(self.encoder.encode(texts, "passage"))

    def cut(self, texts: Sequence[tuple[str, str]]) -> list[Cut]:
        """Return the words and character pairs of passages by title and text."""
        return cut_all(texts, self.tokeniser)

    def _completed(self, part: Prepared) -> Prepared:
        drafts, seconds = part.drafts, dict(part.seconds)
        if self.encoder is not None:
            began = time.perf_counter()
            vectors = iter(self.encode([text for d in drafts for text in d.encoded]))
            drafts = tuple(replace(d, vectors=tuple(islice(vectors, len(d.spans)))) for d in drafts)
            seconds["encode"] = time.perf_counter() - began
        began = time.perf_counter()
        cuts = iter(self.cut([(d.title, text) for d in drafts for text in d.texts]))
        drafts = tuple(_with_cuts(d, islice(cuts, len(d.spans))) for d in drafts)
        seconds["words"] = time.perf_counter() - began
        return replace(part, drafts=drafts, seconds=seconds)


def _with_cuts(draft: Draft, cuts: Iterable[Cut]) -> Draft:
    """Add words and pairs, and leave out the texts where nothing is left to do with them."""
    return replace(draft, cuts=tuple(cuts), texts=() if draft.vectors else draft.texts)


class Outcome(Protocol):
    """What came of a task; its error is raised where it is asked for."""

    def result(self) -> Any: ...


class Hands(Protocol):
    """Whoever does the tasks."""

    def ordered(self, kind: str, tasks: Iterable[tuple[Key, Any]]) -> Iterator[tuple[Key, Outcome]]:
        """Do tasks of one kind (a method of Kit), and yield what came of each, in their order.

        Args:
            kind: name of the method.
            tasks: what each result is known by, and what the method is given; taken up as they are needed.
        """
        ...

    def parts(self, texts: Sequence[Any]) -> Iterator[Sequence[Any]]:
        """Cut many like things into tasks of a good size."""
        ...


@dataclass(frozen=True, slots=True)
class _Later:
    kit: Kit
    kind: str
    task: Any

    def result(self) -> Any:
        return getattr(self.kit, self.kind)(self.task)


@dataclass(frozen=True, slots=True)
class Here:
    """Do the tasks in this process, each when its result is asked for."""

    kit: Kit

    def ordered(self, kind: str, tasks: Iterable[tuple[Key, Any]]) -> Iterator[tuple[Key, Outcome]]:
        """Do tasks one after the other; see `Hands`."""
        for key, task in tasks:
            yield key, _Later(self.kit, kind, task)

    def parts(self, texts: Sequence[Any]) -> Iterator[Sequence[Any]]:
        """Leave all in one task."""
        yield texts
