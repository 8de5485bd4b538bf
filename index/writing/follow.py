"""What a derived index has to do to follow the database: passages that came and went since its number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from functools import partial
from itertools import count, groupby, islice

import numpy as np

from index.cutting import Cut
from index.lexical import LexicalIndex
from index.lexical_writer import LexicalWriter
from index.reports import Progress, Report, ignore
from index.store import Store
from index.tables.codec import DAYS, Draft
from index.tables.passagetable import Entry
from index.vectors import VectorIndex
from index.writing.work import Hands

Cuts = MutableMapping[int, Cut]
"""Words and pairs of passages by their id; each is taken out as it is put into the index."""
_Cutting = Callable[[Iterable[Entry]], Iterable[tuple[Entry, Cut]]]

NO_CUTS: Cuts = {}
_BLOCK = 256


def follow(store: Store, vectors: VectorIndex | None) -> VectorIndex:
    """Return the vectors after what happened in the database since their sequence number, or all of them."""
    sequence = store.sequence
    if vectors is None:
        vectors = VectorIndex.empty(store.manifest.dimensions)
    if vectors.sequence == sequence:
        return vectors
    ids, rows = store.passages.vectors(vectors.sequence)
    removed = store.passages.removed(vectors.sequence) if vectors.sequence else np.empty(0, np.int64)
    # Asked last: a writer may forget between two of these questions.
    if 0 < vectors.sequence < store.forgotten:
        return follow(store, None)
    changed = vectors.changed(ids, rows, removed, sequence)
    return changed if vectors.sequence else changed.joined()


def entries_of(drafts: Iterable[Draft], first: int) -> Iterator[Entry]:
    """Yield the passages of articles for the lexical index, without their texts.

    Args:
        drafts: the articles.
        first: id of the first passage; the others follow one by one.
    """
    numbers = count(first)
    for draft in drafts:
        told, places = draft.columns, tuple(sorted(set(draft.places)))
        days = {name: told[name] for name in DAYS}
        for _ in draft.spans:
            yield Entry(next(numbers), "", draft.title, places, told["kind"], told["source"], days)


def catch_up(
    store: Store,
    lexical: LexicalIndex,
    report: Report = ignore,
    hands: Hands | None = None,
    cuts: Cuts = NO_CUTS,
    ahead: LexicalWriter | None = None,
) -> LexicalIndex:
    """Return the lexical index after what happened in the database since its sequence number.

    Args:
        store: the database.
        lexical: the index as it is.
        report: told of the progress.
        hands: who cuts the words; None for this process.
        cuts: words and pairs of passages that were cut already.
        ahead: a writer of the index that was given some of what came in already.
    """
    # Read first: what comes in while the rest is read is left for the next time.
    sequence = store.sequence
    if lexical.sequence == sequence:
        return lexical
    came, removed = store.passages.ids(since=lexical.sequence), store.passages.removed(lexical.sequence)
    if 0 < lexical.sequence < store.forgotten:
        return catch_up(store, lexical.emptied(), report, hands, cuts)
    added = [i for i in came.tolist() if ahead is None or i not in ahead.added]
    entries = _reported(store.passages.entries(added, cuts), len(added), report)
    cut = partial(_cut, cuts, partial(_handed, hands) if hands is not None else lexical.cut)
    gone = removed.tolist() if lexical.sequence or ahead else []
    return lexical.apply(entries, gone, sequence, cut, expected=len(added), writer=ahead)


def _cut(cuts: Cuts, others: _Cutting, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Cut]]:
    """Yield passages with their words: those that were cut already, and what others make of the rest."""
    for known, run in groupby(entries, key=lambda entry: entry.passage in cuts):
        if known:
            # So that what tantivy keeps of them takes the place of what is kept here.
            yield from ((entry, cuts.pop(entry.passage)) for entry in run)
        else:
            yield from others(run)


def _handed(hands: Hands, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Cut]]:
    waiting = iter(entries)
    blocks = iter(lambda: list(islice(waiting, _BLOCK)), [])
    tasks = ((block, [(entry.head, entry.text) for entry in block]) for block in blocks)
    for block, outcome in hands.ordered("cut", tasks):
        yield from zip(block, outcome.result(), strict=True)


def _reported(entries: Iterator[Entry], total: int, report: Report) -> Iterator[Entry]:
    for done, entry in enumerate(entries):
        if done % 500 == 0:
            report(Progress("lexical", done, total))
        yield entry
    report(Progress("lexical", total, total))
