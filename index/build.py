"""The write path: files → the store → the derived indexes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.encoder import StaticEncoder
from index.errors import ArchiveMissing
from index.folder import Generation, current, following, make_current, writable
from index.locks import writer_lock
from index.places import Gazetteer
from index.readers import find_inputs
from index.reports import BuildReport, Progress, Report, ignore
from index.store import Store
from index.words import Tokeniser
from index.writing.derive import Derivation
from index.writing.ingest import Ingest
from index.writing.inputs import digest
from index.writing.plan import Plan, removal, survey
from index.writing.prepare import rules, settled
from index.writing.rebuild import manifest_of
from index.writing.seen import Seen
from index.writing.work import Kit
from index.writing.workers import Workers, hands_for

if TYPE_CHECKING:
    from index.encoder import Encoder

_PASSAGE = 640
"""Bytes of a passage in a file, about."""


def build(
    paths: Sequence[Path],
    folder: Path,
    *,
    encoder: Encoder,
    tokeniser: Tokeniser,
    gazetteer: Gazetteer,
    progress: Callable[[Progress], None] | None = None,
    wait_s: float = 1.0,
) -> BuildReport:
    """Read new and changed files into an archive, and drop the files that are gone.

    Args:
        paths: files, and folders of files; a file that was read from below one of the folders and no longer
            exists is removed with its articles.
        folder: the archive's folder; made where there is none.
        encoder: makes the passages' vectors; the one that the archive was made with.
        tokeniser: cuts the words; the one that the archive was made with.
        gazetteer: the place names.
        progress: told of the progress, often.
        wait_s: seconds to wait for another writer.

    Returns:
        What was done; inputs that could not be read are named in it.

    Raises:
        MissingInput: a path does not exist, or a folder holds no page and never did.
        ArchiveBusy: another process is writing.
        ArchiveMismatch: the archive was made with another encoder, tokeniser or schema.
        ArchiveNotWritable: the disk is full or the folder read-only; what was committed before stays.
    """
    report = progress or ignore
    folder = folder.resolve()
    if not (folder / "current").exists():
        # Nothing is made on disk for paths that cannot be read.
        find_inputs(paths)
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with writer_lock(folder, wait_s):
        store, generation = _opened(folder, encoder, tokeniser)
        try:
            plan = survey(paths, store.files(), rules(gazetteer))
            return _carry_out(plan, store, generation, encoder, tokeniser, gazetteer, report)
        finally:
            store.close()


def remove(
    sources: Sequence[str],
    folder: Path,
    *,
    tokeniser: Tokeniser,
    progress: Callable[[Progress], None] | None = None,
    wait_s: float = 1.0,
) -> BuildReport:
    """Remove files with their articles from an archive; the files themselves are left alone.

    Args:
        sources: file names as citations show them, or paths.
        folder: the archive's folder.
        tokeniser: the one that the archive was made with.
        progress: told of the progress.
        wait_s: seconds to wait for another writer.

    Raises:
        MissingInput: the archive has no such file.
        ArchiveMissing, ArchiveBusy, ArchiveMismatch, ArchiveNotWritable: as for `build`.
    """
    folder = folder.resolve()
    current(folder)
    with writer_lock(folder, wait_s):
        generation = current(folder)
        store = Store.open(generation.database)
        try:
            store.manifest.check_tokeniser(tokeniser, str(folder))
            return _remove(removal(sources, store.files()), store, generation, tokeniser, progress or ignore)
        finally:
            store.close()


def _remove(
    plan: Plan, store: Store, generation: Generation, tokeniser: Tokeniser, report: Report
) -> BuildReport:
    began = time.perf_counter()
    with store.writing() as transaction:
        removed = sum(transaction.remove_file(path) for path in plan.gone)
    middle = time.perf_counter()
    derivation = Derivation(store, generation, tokeniser, report)
    derivation.catch_up_lexical()
    derivation.renew_snapshot()
    seconds = {"store": middle - began, "lexical": time.perf_counter() - middle}
    return BuildReport(
        removed=removed,
        files_removed=len(plan.gone),
        seconds={stage: round(value, 3) for stage, value in seconds.items()},
        elapsed=round(sum(seconds.values()), 3),
        sequence=store.sequence,
    )


def _opened(folder: Path, encoder: Encoder, tokeniser: Tokeniser) -> tuple[Store, Generation]:
    """Open the archive of a folder for writing, or make a new one."""
    made = manifest_of(encoder, tokeniser)
    try:
        generation = current(folder)
    except ArchiveMissing:
        generation = following(folder)
        store = Store.create(generation.database, made)
        make_current(folder, generation)
        return store, generation
    store = Store.open(generation.database)
    store.manifest.check_tokeniser(tokeniser, str(folder))
    store.manifest.check_encoder(encoder, str(folder))
    return store, generation


def _carry_out(
    plan: Plan,
    store: Store,
    generation: Generation,
    encoder: Encoder,
    tokeniser: Tokeniser,
    gazetteer: Gazetteer,
    report: Report,
) -> BuildReport:
    start = time.perf_counter()
    # What an interrupted run left behind is caught up with before anything is added to it.
    derivation = Derivation(store, generation, tokeniser, report)
    derivation.catch_up_lexical()
    # A model of its own threads, or one that is slow to load, stays in this process.
    sharing = isinstance(encoder, StaticEncoder)
    seen = Seen(generation.path / "seen", digest)
    kit = Kit(gazetteer, tokeniser, encoder if sharing else None)
    with ExitStack() as stack:
        stack.enter_context(settled())
        hands = hands_for(kit, _unread(plan))
        sharing = sharing and isinstance(hands, Workers)
        if isinstance(hands, Workers):
            stack.enter_context(hands)
        others = hands if isinstance(hands, Workers) else None
        stack.callback(derivation.drop_ahead)
        run = Ingest(
            store,
            encoder,
            gazetteer,
            report,
            partial(derivation.catch_up_lexical, others),
            hands,
            seen,
            ahead=partial(derivation.add_ahead, expected=_unread(plan) // _PASSAGE) if others else None,
            sharing=sharing,
        )
        run.run(plan)
        run.follow()
        seen.save()
    began = time.perf_counter()
    derivation.renew_snapshot()
    seconds = run.seconds | {"vectors": time.perf_counter() - began}
    return BuildReport(
        read=run.counts["read"],
        unchanged=run.counts["unchanged"],
        refused=tuple(run.refused),
        added=run.counts["added"],
        changed=run.counts["changed"],
        removed=run.counts["removed"],
        files_removed=run.counts["files_removed"],
        seconds={stage: round(value, 3) for stage, value in seconds.items()},
        elapsed=round(time.perf_counter() - start, 3),
        sequence=store.sequence,
    )


def _unread(plan: Plan) -> int:
    """Return the bytes that are to be read, about: those of files that are new."""
    return sum(path.stat().st_size for path in plan.inputs if str(path) not in plan.known and path.exists())
