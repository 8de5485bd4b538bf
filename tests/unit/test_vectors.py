"""The vector index: the hits of brute force through any history; a snapshot is whole, or it is not used."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.snapshot import SnapshotDamaged
from index.tables.quantise import Packed, pack, unpack
from index.vectors import Ids, VectorIndex, Vectors

DIMENSIONS = 16
NONE: Ids = np.empty(0, np.int64)


def unit(ids: Ids) -> Vectors:
    """Return a vector for each id, the same every time, as packing leaves it."""
    rows = [np.random.default_rng(int(i)).normal(size=DIMENSIONS) for i in ids]
    vectors = np.array(rows, dtype=np.float32).reshape(-1, DIMENSIONS)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unpack(pack(vectors))


def packed(ids: Ids) -> Packed:
    return pack(unit(ids))


def ids(*values: int) -> Ids:
    return np.array(values, dtype=np.int64)


def filled(last: int = 40) -> VectorIndex:
    """Return an index that holds the ids 1 to `last`."""
    there = np.arange(1, last + 1)
    return VectorIndex.empty(DIMENSIONS).changed(there, packed(there), NONE, 1)


def brute(there: set[int], query: Vectors, k: int) -> list[int]:
    order = sorted(there)
    scores = unit(np.array(order, dtype=np.int64)) @ query
    return [order[i] for i in np.lexsort((np.array(order), -scores))[:k]]


_STEPS = st.lists(st.tuples(st.sets(st.integers(1, 60), max_size=8), st.booleans()), max_size=8)


@settings(max_examples=40, deadline=None)
@given(_STEPS, st.integers(1, 10))
def test_any_history_finds_what_brute_force_finds(steps: list[tuple[set[int], bool]], k: int) -> None:
    index, there, last = filled(20), set(range(1, 21)), 20
    for number, (gone, join) in enumerate(steps, start=2):
        new = np.arange(last + 1, last + 4)
        last += 3
        index = index.changed(new, packed(new), ids(*sorted(gone)), number)
        there = (there | set(new.tolist())) - gone
        index = index.joined() if join else index
    query = unit(ids(999))[0]
    assert [i for i, _ in index.search(query, k)] == brute(there, query, k)
    assert len(index) == len(there)


def test_scores_are_cosines() -> None:
    index = filled()
    query = unit(ids(7))[0]
    best, score = index.search(query, 1)[0]
    assert best == 7
    assert score == pytest.approx(1, abs=5e-3)
    assert index.scores(query, [7, 999]) == {7: pytest.approx(1, abs=5e-3)}


def test_only_allowed_passages_are_found() -> None:
    index = filled(40).changed(ids(41, 42), packed(ids(41, 42)), ids(5), 2)
    query = unit(ids(41))[0]
    assert [i for i, _ in index.search(query, 5, ids(3, 5, 41))] == [41, 3]
    assert index.search(query, 5, NONE) == []


def test_asking_for_nothing_finds_nothing() -> None:
    query = unit(ids(1))[0]
    assert filled().search(np.zeros(DIMENSIONS, np.float32), 5) == []
    assert filled().search(query, 0) == []
    assert VectorIndex.empty(DIMENSIONS).search(query, 5) == []


def test_an_index_does_not_change_under_a_question() -> None:
    before = filled(10)
    query = unit(ids(3))[0]
    expected = before.search(query, 10)
    before.changed(ids(11), packed(ids(11)), ids(3), 2).joined()
    assert before.search(query, 10) == expected


def test_a_passage_is_not_added_twice() -> None:
    index = filled(5).changed(ids(5, 6), packed(ids(5, 6)), NONE, 2)
    index = index.changed(ids(6), packed(ids(6)), NONE, 3)
    assert len(index) == 6
    assert sorted(i for i, _ in index.search(unit(ids(6))[0], 20)) == [1, 2, 3, 4, 5, 6]


def test_the_snapshot_is_due_after_a_tenth() -> None:
    index = filled(100).joined()
    assert not index.due
    more = index.changed(np.arange(101, 111), packed(np.arange(101, 111)), NONE, 2)
    assert not more.due
    assert more.changed(NONE, packed(NONE), ids(1), 3).due
    assert filled(1).due


def test_a_snapshot_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "vectors.bin"
    saved = filled(30).changed(NONE, packed(NONE), ids(4), 7).save(path)
    loaded = VectorIndex.load(path, DIMENSIONS)
    query: NDArray[np.float32] = unit(ids(9))[0]
    assert (loaded.sequence, len(loaded), loaded.due) == (7, 29, False)
    assert loaded.search(query, 5) == saved.search(query, 5)
    assert [p.name for p in tmp_path.iterdir()] == ["vectors.bin"]


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_no_altered_snapshot_is_used(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.getbasetemp() / "altered.bin"
    filled(8).save(path)
    content = bytearray(path.read_bytes())
    where = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content = content[:where]
    else:
        content[where] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(bytes(content))
    with pytest.raises(SnapshotDamaged):
        VectorIndex.load(path, DIMENSIONS)


def test_a_snapshot_that_is_missing_or_of_another_encoder(tmp_path: Path) -> None:
    with pytest.raises(SnapshotDamaged):
        VectorIndex.load(tmp_path / "none.bin", DIMENSIONS)
    filled(8).save(tmp_path / "vectors.bin")
    with pytest.raises(SnapshotDamaged):
        VectorIndex.load(tmp_path / "vectors.bin", DIMENSIONS * 2)
