"""The middle of the write path: what is new in the files goes into the database, in batches."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.codec import Draft, pack_vectors
from index.errors import InputRefused
from index.places import Gazetteer
from index.plan import Plan
from index.prepare import BATCH, Prepared, digest, prepare, rules
from index.records import Refused
from index.reports import Progress, Report
from index.store import KnownArticle, Store
from index.transaction import FileRecord

if TYPE_CHECKING:
    from index.encoder import Encoder

_FOLLOW_EVERY = 5_000
"""Passages after which the derived indexes follow, so that a long run is searchable while it goes on."""

_log = logging.getLogger(__name__)
_Known = dict[str, list[KnownArticle]]


@dataclass(slots=True)
class _Change:
    """What one transaction has to do for one file."""

    record: FileRecord
    drafts: list[Draft] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    refused: tuple[Refused, ...] = ()
    added: int = 0
    changed: int = 0
    removed: int = 0

    def drop(self, rows: Iterable[int]) -> None:
        """Remove articles that are not replaced."""
        before = len(self.stale)
        self.stale.extend(rows)
        self.removed += len(self.stale) - before


class _Fault(InputRefused):
    """This program, not the file, is to blame."""


class Ingest:
    """One run over the inputs.

    Attributes:
        counts: "read", "unchanged", "added", "changed", "removed", "files_removed".
        refused: inputs that could not be read.
        seconds: time spent per stage.
    """

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        gazetteer: Gazetteer,
        report: Report,
        follow: Callable[[], object],
    ) -> None:
        self._store, self._encoder, self._gazetteer = store, encoder, gazetteer
        self._report, self._follow = report, follow
        self._refusals, self._rules = store.refusals(), rules(gazetteer)
        self._pending: list[_Change] = []
        self._unfollowed = 0
        self.counts: Counter[str] = Counter()
        self.refused: list[Refused] = []
        self.seconds: dict[str, float] = {}

    def run(self, plan: Plan) -> None:
        """Do everything that a plan says."""
        self._leave(plan)
        for done, path in enumerate(plan.inputs):
            self._report(Progress("read", done, len(plan.inputs), path.name))
            if str(path) not in plan.moved.values():
                self._look_at(path, plan.known.get(str(path)))
        self._commit()
        self._report(Progress("read", len(plan.inputs), len(plan.inputs)))

    def _leave(self, plan: Plan) -> None:
        if not plan.gone and not plan.moved:
            return
        with self._timed("store"), self._store.writing() as transaction:
            for old, new in plan.moved.items():
                transaction.move_file(old, new)
            for path in plan.gone:
                self.counts["removed"] += transaction.remove_file(path)
        self.counts["files_removed"] += len(plan.gone)
        self.counts["unchanged"] += len(plan.moved)

    def _look_at(self, path: Path, known: FileRecord | None) -> None:
        """Read a file if it is new or changed."""
        refusals = self._refusals.get(str(path), ())
        record = FileRecord(str(path), path.name, "", self._rules)
        try:
            with self._timed("hash"):
                record = replace(record, digest=digest(path))
        except OSError as error:
            return self._refuse(record, known, f"the file cannot be opened: {error.strerror}")
        same = known is not None and (known.digest, known.rules) == (record.digest, record.rules)
        # A file that was refused as a whole is tried again: a reader for it may have been installed.
        if known is not None and same and (known.articles or not refusals):
            self.counts["unchanged"] += 1
            self.refused.extend(refusals)
            return None
        try:
            self._read(path, record, self._store.known(str(path)) if known else {})
        except InputRefused as error:
            reason = f"{error.what} ({error.hint})" if error.hint else error.what
            # A fault of a new version must not empty the archive of what an older one could read.
            fault = isinstance(error, _Fault) and known is not None and known.digest == record.digest
            self._refuse(record, known, reason, keep=fault)
        return None

    def _read(self, path: Path, record: FileRecord, left: _Known) -> None:
        refused: list[Refused] = []
        count = 0
        for part, last in _ended(self._parts(path)):
            refused += part.refused
            count += len(part.drafts)
            record = _described(record, part)
            # Without its digest a file counts as changed, until its last part is in.
            change = _compared(replace(record, digest=""), part.drafts, left)
            if last:
                # With the last part, so that no question sees both states of a page.
                change.drop(row for twins in left.values() for row, *_ in twins)
                change.record, change.refused = replace(record, articles=count), tuple(refused)
            self._add(change)
        self.counts["read"] += 1
        self.refused += refused

    def _parts(self, path: Path) -> Iterator[Prepared]:
        """Read a file part by part; a fault of this program refuses the file and never stops the others."""
        parts = prepare(path, self._gazetteer)
        while True:
            try:
                with self._timed("read"):
                    part = next(parts, None)
            except InputRefused:
                raise
            except OSError as error:
                raise InputRefused(f"the file cannot be read: {error.strerror}") from error
            except Exception as error:
                _log.exception("%s: not read because of an error in this program", path)
                what = f"this program failed on it with {type(error).__name__}: {error}"
                raise _Fault(what, hint="please report it") from error
            if part is None:
                return
            yield part

    def _refuse(
        self, record: FileRecord, known: FileRecord | None, reason: str, *, keep: bool = False
    ) -> None:
        """Record that a file cannot be read; what it held before is gone, unless it is kept."""
        self._pending = [change for change in self._pending if change.record.path != record.path]
        refused = (Refused(record.source, reason),)
        self.refused += refused
        same = known is not None and (known.digest, known.rules) == (record.digest, record.rules)
        if keep or (same and refused == self._refusals.get(record.path)):
            return
        rows = [row for twins in self._store.known(record.path).values() for row, *_ in twins]
        self._add(_Change(record, stale=rows, removed=len(rows), refused=refused))

    def _add(self, change: _Change) -> None:
        self._pending.append(change)
        drafts = sum(len(pending.drafts) for pending in self._pending)
        if drafts >= BATCH or len(self._pending) >= 2 * BATCH:
            self._commit()

    def _commit(self) -> None:
        """Write everything pending in one transaction."""
        if not self._pending:
            return
        pending, self._pending = self._pending, []
        packed = self._encode([d for change in pending for d in change.drafts])
        with self._timed("store"), self._store.writing() as transaction:
            for change in pending:
                transaction.remove_articles(change.stale)
                file = transaction.put_file(change.record)
                transaction.refuse(file, change.refused)
                vectors = [[packed[key] for key in d.digests] for d in change.drafts]
                transaction.add_articles(file, change.drafts, vectors)
        for change in pending:
            self.counts.update(added=change.added, changed=change.changed, removed=change.removed)
        self._unfollowed += len(packed)
        if self._unfollowed >= _FOLLOW_EVERY:
            self._unfollowed = 0
            with self._timed("lexical"):
                self._follow()

    def _encode(self, drafts: list[Draft]) -> dict[bytes, bytes]:
        """Return the packed vector of each passage by its digest; known texts are not encoded again."""
        texts = {key: text for d in drafts for key, text in zip(d.digests, d.encoded, strict=True)}
        with self._timed("store"):
            packed = self._store.encoded(texts)
        missing = [key for key in texts if key not in packed]
        if missing:
            self._report(Progress("encode", 0, len(missing)))
            with self._timed("encode"):
                encoded = self._encoder.encode([texts[key] for key in missing], "passage")
            packed.update(zip(missing, pack_vectors(encoded), strict=True))
            self._report(Progress("encode", len(missing), len(missing)))
        return packed

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - began


def _described(record: FileRecord, part: Prepared) -> FileRecord:
    if record.format:
        return record
    return replace(record, format=part.format, paper=part.paper, issue_date=part.issue_date, page=part.page)


def _ended(parts: Iterator[Prepared]) -> Iterator[tuple[Prepared, bool]]:
    """Yield each part with whether it is the last; an empty one where there is none."""
    held = next(parts, Prepared())
    for part in parts:
        yield held, False
        held = part
    yield held, True


def _compared(record: FileRecord, drafts: Sequence[Draft], left: _Known) -> _Change:
    """Return what is new in a part of a file, taking the articles that are accounted for out of `left`."""
    change = _Change(record)
    for item in drafts:
        twins = left.get(item.columns["content_id"])
        known = twins.pop(0) if twins else None
        if known is None:
            change.added += 1
        elif known.digest == item.columns["digest"]:
            continue
        else:
            change.changed += 1
            change.stale.append(known.row)
        change.drafts.append(item)
    _supersede(change, left)
    return change


def _supersede(change: _Change, left: _Known) -> None:
    """Drop what stood under a given id as soon as another text stands there, long before the file's end."""
    counted = f"{change.record.source}#"
    given = {str(item.columns["source"]) for item in change.drafts}
    given = {source for source in given if source != change.record.source and not source.startswith(counted)}
    for key, twins in left.items() if given else ():
        change.drop(known.row for known in twins if known.source in given)
        left[key] = [known for known in twins if known.source not in given]
