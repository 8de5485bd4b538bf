"""The nearest of many vectors; the one module that knows FAISS.

Few vectors are compared one by one. Many are first compared by short codes (product quantisation, four bits
for every two dimensions, scanned in the processor's registers: André, Kermarrec and Le Scouarnec 2017), and
the best of these again by the vectors themselves. `eval/bench/vectors.py` measures what that loses: less than
half a percent of the ten nearest among a million passages, for a tenth of the time. Inverted lists lose much
more, for the vectors of a static encoder hardly lie in clusters.
"""

from __future__ import annotations

import json
import zlib
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.folder import replace, writable
from index.tables.quantise import Packed, unpack

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]
Found = list[tuple[int, float]]

FLAT = 20_000
"""Vectors up to which all are compared one by one."""
_AGAIN = 20
_AT_LEAST = 200
"""Vectors compared again for each one wanted, and at least: recall at 10 is then 0.997 to 0.999."""
_TRAINING = 4096
"""Vectors that the codes are learned from; four times as many gained nothing."""
_FEW = 8192
"""Vectors that a filter may leave for comparing them one by one without asking the codes."""
_PATIENCE = 3
"""Questions answered by comparing all before the codes are made, so that none waits in a short process."""
SAVED = 250_000
"""Vectors from which the codes are kept on disk; those of fewer are made in about a second."""
_PART = 16_384
_MAGIC = b"wendang-nearest-1\n"


class Nearest:
    """Vectors that never change, searchable; safe for several threads.

    Args:
        ids: (n,) growing.
        rows: (n, …) their packed vectors, L2-normalised.
        dimensions: length of a vector.
        saved: file in which their codes may lie, None for nowhere.
        like: an index of similar vectors whose codes may be used again, so that nothing has to be learned.
    """

    def __init__(
        self, ids: Ids, rows: Packed, dimensions: int, saved: Path | None = None, like: Nearest | None = None
    ) -> None:
        self._ids, self._rows, self._dimensions, self._saved = ids, rows, dimensions, saved
        self._learned = like.learned if like is not None else None
        self._patience = 0 if len(ids) > SAVED else _PATIENCE

    @property
    def coded(self) -> bool:
        """Say whether there are so many vectors that codes are compared first."""
        return len(self._ids) > FLAT

    @property
    def learned(self) -> Any:
        """The codes as far as they are made, None where not."""
        made = self.__dict__.get("_codes")
        return self._learned if made is None else made

    def search(self, vector: Vectors, k: int, allowed: Ids | None = None, gone: Ids | None = None) -> Found:
        """Return the nearest vectors, best first.

        Args:
            vector: (dimensions,) L2-normalised.
            k: how many.
            allowed: only these ids, None for all.
            gone: not these ids.

        Returns:
            (id, cosine similarity) pairs.
        """
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        passing = self._passing(allowed, gone)
        count = len(self._ids) if passing is None else int(passing.sum())
        wanted = min(k, count)
        if not wanted:
            return []
        if not self.coded:
            return self._flat_search(query, wanted, passing)
        if count <= _FEW or self._patience > 0:
            self._patience -= count > _FEW
            all_passing = np.arange(count) if passing is None else np.flatnonzero(passing)
            return self._compared(query, all_passing, wanted)
        return self._coded_search(query, wanted, passing, count)

    def _passing(self, allowed: Ids | None, gone: Ids | None) -> NDArray[np.bool_] | None:
        """Say of each vector whether it may be found; None where all may."""
        if allowed is None and (gone is None or not len(gone)):
            return None
        passing = np.full(len(self._ids), allowed is None)
        if allowed is not None:
            passing[self._places(allowed)] = True
        if gone is not None:
            passing[self._places(gone)] = False
        return passing

    def _places(self, ids: Ids) -> NDArray[np.int64]:
        """Return where those ids stand that are there."""
        at = np.searchsorted(self._ids, ids)
        inside = at < len(self._ids)
        at, ids = at[inside], ids[inside]
        places: NDArray[np.int64] = at[self._ids[at] == ids]
        return places

    def _flat_search(self, query: Vectors, k: int, passing: NDArray[np.bool_] | None) -> Found:
        library, selector = _faiss(), None
        if passing is not None:
            # The bits stay alive beside the selector, which only points to them.
            bits = np.packbits(passing, bitorder="little")
            selector = library.IDSelectorBitmap(len(bits) * 8, library.swig_ptr(bits))
        parameters = library.SearchParameters(sel=selector) if selector is not None else None
        scores, found = self._flat.search(query, k, params=parameters)
        there = found[0] >= 0
        return self._told(found[0][there], scores[0][there], k)

    def _coded_search(self, query: Vectors, k: int, passing: NDArray[np.bool_] | None, count: int) -> Found:
        """Search by codes; where a filter left too few of what they found, compare all that pass."""
        depth = max(_AT_LEAST, _AGAIN * k)
        widened = depth if passing is None else 2 * depth * len(self._ids) // count
        at = self._codes.search(query, min(widened, len(self._ids)))[1][0]
        if passing is not None:
            at = at[passing[at]]
            if len(at) < min(depth, count):
                at = np.flatnonzero(passing)
        return self._compared(query, at, k)

    def _compared(self, query: Vectors, at: NDArray[np.int64], k: int) -> Found:
        """Return the best of the vectors at given places, each compared in full."""
        parts = [unpack(self._rows[at[i : i + _PART]]) @ query[0] for i in range(0, len(at), _PART)]
        return self._told(at, np.concatenate(parts) if parts else np.empty(0, np.float32), k)

    def _told(self, at: NDArray[np.int64], scores: Vectors, k: int) -> Found:
        best = np.lexsort((at, -scores))[:k]
        return list(zip(self._ids[at[best]].tolist(), scores[best].tolist(), strict=True))

    @cached_property
    def _flat(self) -> Any:
        index = _faiss().IndexFlatIP(self._dimensions)
        self._fill(index)
        return index

    @cached_property
    def _codes(self) -> Any:
        return self._load() or self._make()

    def _make(self) -> Any:
        library = _faiss()
        if self._learned is not None:
            index = library.clone_index(self._learned)
            index.reset()
        else:
            codes = self._dimensions // (1 + (self._dimensions % 2 == 0))
            index = library.IndexPQFastScan(self._dimensions, codes, 4, library.METRIC_INNER_PRODUCT)
            # Spread evenly: the same vectors always give the same codes.
            chosen = np.linspace(0, len(self._ids) - 1, _TRAINING).astype(np.int64)
            index.train(unpack(self._rows[chosen]))
        self._fill(index)
        return index

    def _fill(self, index: Any) -> None:
        # In parts, so that memory never holds all vectors in full.
        for start in range(0, len(self._ids), _PART):
            index.add(unpack(self._rows[start : start + _PART]))

    def prepare(self) -> None:
        """Make the codes now, so that no question has to wait for them."""
        if self.coded:
            self._codes  # noqa: B018 (made at first access)

    def save(self, path: Path) -> None:
        """Write the codes, made where they are not yet, in one atomic step, if there are many.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        with writable(path.parent):
            if len(self._ids) <= SAVED:
                path.unlink(missing_ok=True)
                return
            payload = _faiss().serialize_index(self._codes).tobytes()
            line = json.dumps({"of": self._mark(), "crc": zlib.crc32(payload)}).encode()
            replace(path, _MAGIC + line + b"\n" + payload)

    def _load(self) -> Any:
        """Return the codes that were saved, None where there are none, or not those of these vectors."""
        if self._saved is None or not self._saved.is_file():
            return None
        try:
            content = self._saved.read_bytes()
            end = content.find(b"\n", len(_MAGIC))
            header = json.loads(content[len(_MAGIC) : end])
        except (OSError, ValueError):  # a writer may have removed it since
            return None
        payload = content[end + 1 :]
        sound = header == {"of": self._mark(), "crc": zlib.crc32(payload)} and content.startswith(_MAGIC)
        return _faiss().deserialize_index(np.frombuffer(payload, np.uint8)) if sound else None

    def _mark(self) -> list[int]:
        """Return what tells these vectors from others: ids are never given twice, vectors never change."""
        return [len(self._ids), self._dimensions, zlib.crc32(self._ids.tobytes())]


def _faiss() -> Any:
    # Imported where it is used: a process that never asks for vectors does not wait for it.
    import faiss

    library: Any = faiss
    # One question is too little work to share: waking other threads takes longer than the search.
    library.omp_set_num_threads(1)
    return library
