"""Remaking an archive beside the one in use, with another encoder or tokeniser."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.folder import current, following, make_current
from index.locks import writer_lock
from index.reports import BuildReport, Progress, Report, ignore
from index.store import Store
from index.tables.codec import encoded_text, pack_vectors
from index.tables.manifest import Manifest
from index.tables.schema import SCHEMA_VERSION
from index.tables.transaction import chunks
from index.words import Tokeniser
from index.writing.derive import Derivation

if TYPE_CHECKING:
    from index.encoder import Encoder


def rebuild(
    folder: Path,
    *,
    encoder: Encoder,
    tokeniser: Tokeniser,
    progress: Callable[[Progress], None] | None = None,
    wait_s: float = 1.0,
) -> BuildReport:
    """Make the vectors (where the encoder is another one) and both indexes anew from the archive's articles.

    It is done beside the archive in use, which goes on answering, and put into its place by one rename.
    The files that the articles came from are not needed.

    Args:
        folder: the archive's folder.
        encoder: makes the vectors from now on.
        tokeniser: cuts the words from now on.
        progress: told of the progress.
        wait_s: seconds to wait for another writer.

    Returns:
        The seconds that each stage took.

    Raises:
        ArchiveMissing, ArchiveBusy, ArchiveMismatch, ArchiveDamaged, ArchiveNotWritable: as for `build`.
    """
    report = progress or ignore
    folder = folder.resolve()
    current(folder)
    with writer_lock(folder, wait_s):
        old = Store.open(current(folder).database)
        generation = following(folder)
        try:
            old.copy(generation.database)
        finally:
            old.close()
        new = Store.open(generation.database)
        try:
            began = time.perf_counter()
            sequence = _encode(new, encoder, tokeniser, report)
            middle = time.perf_counter()
        finally:
            new.close()
        new = Store.open(generation.database)
        try:
            Derivation(new, generation, tokeniser, report).catch_up()
        finally:
            new.close()
        make_current(folder, generation)
    seconds = {"encode": round(middle - began, 3), "lexical": round(time.perf_counter() - middle, 3)}
    return BuildReport(seconds=seconds, elapsed=round(sum(seconds.values()), 3), sequence=sequence)


def manifest_of(encoder: Encoder, tokeniser: Tokeniser) -> Manifest:
    """Return the manifest of an archive made with an encoder and a tokeniser."""
    return Manifest(
        schema=SCHEMA_VERSION,
        tokeniser=tokeniser.name,
        tokeniser_version=tokeniser.version,
        encoder=encoder.name,
        encoder_version=encoder.version,
        dimensions=encoder.dimensions,
    )


def _encode(store: Store, encoder: Encoder, tokeniser: Tokeniser, report: Report) -> int:
    """Write the new manifest, and new vectors where the encoder is another one, in one transaction."""
    made = manifest_of(encoder, tokeniser)
    old = store.manifest
    same = (old.encoder, old.encoder_version) == (made.encoder, made.encoder_version)
    ids = [] if same else store.passages.ids().tolist()
    with store.writing() as transaction:
        transaction.set_manifest(made.rows())
        # Nobody follows this generation yet, so that nobody has to be told what is gone.
        transaction.forget_removed()
        done = 0
        for chunk in chunks(ids):
            report(Progress("encode", done, len(ids)))
            done += len(chunk)
            entries = list(store.passages.entries(chunk))
            vectors = encoder.encode([encoded_text(e.head, e.text) for e in entries], "passage")
            packed = zip((e.passage for e in entries), pack_vectors(vectors), strict=True)
            transaction.set_vectors(packed)
        return transaction.sequence
