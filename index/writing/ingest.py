"""The middle of the write path: what is new in the files goes into the database, in batches."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import InputRefused
from index.lexical_writer import SEGMENT
from index.places import Gazetteer
from index.readers.kinds import READY, ends
from index.records import Refused
from index.reports import Progress, Report
from index.store import Store
from index.tables.codec import Draft, pack_vectors
from index.tables.passagetable import Entry
from index.tables.transaction import FileRecord
from index.writing.changes import Change, Known, compared, described, ended
from index.writing.follow import Cuts, entries_of
from index.writing.inputs import digest, readable_now
from index.writing.plan import Plan
from index.writing.prepare import Job, Prepared, jobs, parts, rules
from index.writing.seen import Seen
from index.writing.work import Hands, Outcome

if TYPE_CHECKING:
    from index.encoder import Encoder

BATCH = 500
"""Articles of one transaction, about."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """A file that is being read, and what is known of it from before."""

    record: FileRecord
    known: FileRecord | None


class _Fault(InputRefused):
    """This program, not the file, is to blame."""


class Ingest:
    """One run over the inputs.

    Attributes:
        counts: "read", "unchanged", "added", "changed", "removed", "files_removed".
        refused: inputs that could not be read.
        seconds: time that the run spent on each stage, or waiting for it.
        encoded: texts that were encoded.
    """

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        gazetteer: Gazetteer,
        report: Report,
        follow: Callable[[Cuts], object],
        hands: Hands,
        seen: Seen,
        *,
        ahead: Callable[[Sequence[Entry], Cuts], object] | None = None,
        sharing: bool = False,
    ) -> None:
        """Take what a run needs.

        Args:
            store: where the articles go.
            encoder: makes the vectors.
            gazetteer: the place names.
            report: told of the progress.
            follow: brings the derived indexes up to the store, given the words of passages by their ids.
            hands: who reads the files.
            seen: large files that were hashed before.
            ahead: takes committed passages with their words, before the indexes follow; None: nobody.
            sharing: they encode, too.
        """
        self._store, self._encoder, self._sharing = store, encoder, sharing
        self._report, self._hands, self._seen = report, hands, seen
        self._follow, self._ahead = follow, ahead
        self._refusals, self._rules = store.refusals(), rules(gazetteer)
        self._pending: list[Change] = []
        self._unfollowed = 0
        self._cuts: Cuts = {}
        self.counts: Counter[str] = Counter()
        self.refused: list[Refused] = []
        self.seconds: dict[str, float] = {}
        self.encoded = self._due = self._length = 0

    def run(self, plan: Plan) -> None:
        """Do everything that a plan says."""
        self._leave(plan)
        self._length = sum(map(parts, plan.inputs))
        outcomes = self._hands.ordered("prepare", self._jobs(plan))
        for reading, mine in groupby(outcomes, key=itemgetter(0)):
            self._take(reading, (outcome for _, outcome in mine))
        self._commit()
        self._report(Progress("read", self._length, self._length))

    def _jobs(self, plan: Plan) -> Iterator[tuple[_Reading, Job]]:
        """Yield what is to be read, in order, and pass over what is not."""
        moved, begun, ended = set(plan.moved.values()), 0, 0
        for path in plan.inputs:
            begun, ended = ended, ended + parts(path)
            self._report(Progress("read", begun, self._length, path.name))
            if str(path) in moved:
                continue
            reading = self._look_at(path, plan.known.get(str(path)))
            for number, job in enumerate(jobs(path, fresh=reading.known is None) if reading else ()):
                assert reading is not None
                self._report(Progress("read", min(begun + number, ended), self._length, path.name))
                yield reading, job

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

    def _look_at(self, path: Path, known: FileRecord | None) -> _Reading | None:
        """Say whether a file is new or changed."""
        refusals = self._refusals.get(str(path), ())
        record = FileRecord(str(path), path.name, "", self._rules)
        try:
            with self._timed("hash"):
                # What is said beside a file of ready articles does not concern it.
                made = self._seen.digest if ends(path, READY) else digest
                record = replace(record, digest=made(path))
        except OSError as error:
            self._refuse(record, known, f"the file cannot be opened: {error.strerror}")
            return None
        same = known is not None and (known.digest, known.rules) == (record.digest, record.rules)
        # A file that was refused as a whole is tried again: a reader for it may have been installed.
        if known is not None and same and (known.articles or not refusals) and not readable_now(refusals):
            self.counts["unchanged"] += 1
            self.refused.extend(refusals)
            return None
        return _Reading(record, known)

    def _take(self, reading: _Reading, outcomes: Iterator[Outcome]) -> None:
        """Take in what was made of a file, or refuse it."""
        record, known = reading.record, reading.known
        try:
            self._read(
                record, self._results(record, outcomes), self._store.known(record.path) if known else {}
            )
        except InputRefused as error:
            reason = f"{error.what} ({error.hint})" if error.hint else error.what
            # A fault of a new version must not empty the archive of what an older one could read.
            fault = isinstance(error, _Fault) and known is not None and known.digest == record.digest
            self._refuse(record, known, reason, keep=fault)

    def _read(self, record: FileRecord, parts: Iterator[Prepared], left: Known) -> None:
        refused: list[Refused] = []
        count = 0
        for part, last in ended(parts):
            refused += part.refused
            count += len(part.drafts)
            record = described(record, part)
            # Without its digest a file counts as changed, until its last part is in.
            change = compared(replace(record, digest=""), part.drafts, left)
            if last:
                # With the last part, so that no question sees both states of a page.
                change.drop(row for twins in left.values() for row, *_ in twins)
                change.record, change.refused = replace(record, articles=count), tuple(refused)
            self._add(change)
        self.counts["read"] += 1
        self.refused += refused

    def _results(self, record: FileRecord, outcomes: Iterator[Outcome]) -> Iterator[Prepared]:
        """Yield part by part; a fault of this program refuses the file and never stops the others."""
        for outcome in outcomes:
            try:
                part = outcome.result()
            except InputRefused:
                raise
            except OSError as error:
                raise InputRefused(f"the file cannot be read: {error.strerror}") from error
            except Exception as error:
                _log.exception("%s: not read because of an error in this program", record.path)
                what = f"this program failed on it with {type(error).__name__}: {error}"
                raise _Fault(what, hint="please report it") from error
            for stage, seconds in part.seconds.items():
                self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds
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
        self._add(Change(record, stale=rows, removed=len(rows), refused=refused))

    def _add(self, change: Change) -> None:
        self._pending.append(change)
        drafts = sum(len(pending.drafts) for pending in self._pending)
        if drafts >= BATCH or len(self._pending) >= 2 * BATCH:
            self._commit()

    def _commit(self) -> None:
        """Write everything pending in one transaction."""
        if not self._pending:
            return
        pending, self._pending = self._pending, []
        packed, came = self._encode([d for change in pending for d in change.drafts]), list[Entry]()
        with self._timed("store"), self._store.writing() as transaction:
            for change in pending:
                transaction.remove_articles(change.stale)
                file = transaction.put_file(change.record)
                transaction.refuse(file, change.refused)
                vectors = [d.vectors or [packed[key] for key in d.digests] for d in change.drafts]
                first = transaction.add_articles(file, change.drafts, vectors)
                came += entries_of(change.drafts, first)
                for d in change.drafts:
                    self._cuts.update(zip(range(first, first + len(d.cuts)), d.cuts, strict=True))
                    first += len(d.spans)
        for change in pending:
            self.counts.update(added=change.added, changed=change.changed, removed=change.removed)
            self._unfollowed += sum(len(d.spans) for d in change.drafts)
        came = [entry for entry in came if entry.passage in self._cuts]
        if self._ahead is not None and came:
            with self._timed("lexical"):
                self._ahead(came, self._cuts)
        # Seldom, as few large segments take less space; what a kill leaves behind is caught up with.
        if self._unfollowed >= SEGMENT:
            self.follow()

    def follow(self) -> None:
        """Bring the derived indexes up to what is committed."""
        with self._timed("lexical"):
            self._follow(self._cuts)
        self._unfollowed, self._cuts = 0, {}

    def _encode(self, drafts: list[Draft]) -> dict[bytes, bytes]:
        """Return the packed vector of each passage by its digest; known texts are not encoded again."""
        drafts = [d for d in drafts if not d.vectors]
        texts = {key: text for d in drafts for key, text in zip(d.digests, d.encoded, strict=True)}
        with self._timed("store"):
            packed = self._store.encoded(texts)
        missing = [key for key in texts if key not in packed]
        if missing:
            self._due += len(missing)
            with self._timed("encode"):
                for keys, vectors in self._vectors(missing, texts):
                    packed.update(zip(keys, vectors, strict=True))
                    self.encoded += len(keys)
                    self._report(Progress("encode", self.encoded, self._due))
        return packed

    def _vectors(
        self, missing: list[bytes], texts: dict[bytes, str]
    ) -> Iterator[tuple[Sequence[bytes], list[bytes]]]:
        """Yield digests with the packed vectors of their texts, in parts."""
        if not self._sharing:
            yield missing, pack_vectors(self._encoder.encode([texts[key] for key in missing], "passage"))
            return
        tasks = ((keys, [texts[key] for key in keys]) for keys in self._hands.parts(missing))
        for keys, outcome in self._hands.ordered("encode", tasks):
            yield keys, outcome.result()

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - began
