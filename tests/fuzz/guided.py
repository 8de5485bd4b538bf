"""Mutations led by coverage, with atheris (libFuzzer): `python -m tests.fuzz.guided FOLDER [its flags]`.

The first byte of an input tells its kind. libFuzzer adds to FOLDER what reaches code that nothing reached.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import atheris  # type: ignore[import-untyped,unused-ignore]

with atheris.instrument_imports(include=["index"]):
    import index.articles
    import index.mentions
    import index.readers.bundle
    import index.readers.docx
    import index.readers.html
    import index.readers.sidecar  # noqa: F401

from index.places import Gazetteer
from tests.fuzz.mutate import mutate
from tests.fuzz.seeds import KINDS, seeds
from tests.fuzz.trial import attempt

_LARGEST = 60_000


def main() -> None:
    """Run until a fault is found or the time is over; libFuzzer ends the process."""
    corpus = Path(sys.argv[1])
    others: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
    for number, seed in enumerate(seeds()):
        if seed.suffix in others and len(seed.data) < _LARGEST:
            others[seed.suffix].append(seed.data)
            (corpus / f"seed-{number}").write_bytes(bytes([KINDS.index(seed.suffix)]) + seed.data)
    folder = TemporaryDirectory(prefix="wendang-fuzz-")
    gazetteer = Gazetteer.load()

    def one(data: bytes) -> None:
        if data:
            done = attempt(KINDS[data[0] % len(KINDS)], data[1:], Path(folder.name), gazetteer)
            assert done.seconds <= done.allowed, f"took {done.seconds:.1f} CPU seconds"

    def changed(data: bytes, largest: int, seed: int) -> bytes:
        rng = Random(seed)
        kind = KINDS[data[0] % len(KINDS)] if data else ".txt"
        if rng.random() < 0.5:
            return bytes(atheris.Mutate(data, largest))
        return (data[:1] or b"\x00") + mutate(data[1:], kind, rng, others[kind])[: largest - 1]

    atheris.Setup(sys.argv, one, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
