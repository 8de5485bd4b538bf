"""Nearest vectors by codes: what exact search finds, with filters, after changes, and from disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import nearest
from index.nearest import Ids, Nearest, Vectors
from index.tables.quantise import Packed, pack, unpack

COUNT, DIMENSIONS = 6000, 32


def near_vectors(count: int, seed: int = 1) -> Packed:
    """Return vectors around a few centres, as texts about the same things have them."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(40, DIMENSIONS))
    vectors = centres[rng.integers(40, size=count)] + rng.normal(size=(count, DIMENSIONS))
    return pack((vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32))


ROWS = near_vectors(COUNT)
IDS: Ids = np.arange(COUNT, dtype=np.int64) * 3 + 7
QUERIES = unpack(near_vectors(30, seed=2))


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the codes begin at a thousand vectors, so that the tests are quick."""
    monkeypatch.setattr(nearest, "FLAT", 1000)
    monkeypatch.setattr(nearest, "_TRAINING", 1000)
    monkeypatch.setattr(nearest, "_FEW", 200)
    monkeypatch.setattr(nearest, "SAVED", 5000)


def exact(query: Vectors, k: int, passing: Ids = IDS) -> list[int]:
    there = np.isin(IDS, passing)
    scores = np.where(there, unpack(ROWS) @ query, -2.0)
    return [int(i) for i in IDS[np.argsort(-scores)[: min(k, int(there.sum()))]]]


def recall(index: Nearest, passing: Ids = IDS, **limits: Ids) -> float:
    found = [[i for i, _ in index.search(q, 10, **limits)] for q in QUERIES]
    wanted = [exact(q, 10, passing) for q in QUERIES]
    return float(np.mean([len(set(f) & set(w)) / len(w) for f, w in zip(found, wanted, strict=True)]))


def test_codes_find_what_exact_search_finds() -> None:
    index = Nearest(IDS, ROWS, DIMENSIONS)
    assert index.coded
    assert recall(index) >= 0.99
    found = index.search(QUERIES[0], 10)
    assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)
    scores = dict(zip(IDS.tolist(), (unpack(ROWS) @ QUERIES[0]).tolist(), strict=True))
    assert all(score == pytest.approx(scores[i], abs=1e-5) for i, score in found)


@pytest.mark.parametrize("share", [2, 5, 50, 600])
def test_a_filter_loses_nothing(share: int) -> None:
    allowed = IDS[::share]
    index = Nearest(IDS, ROWS, DIMENSIONS)
    assert recall(index, allowed, allowed=allowed) >= 0.99
    assert len(index.search(QUERIES[0], 50, allowed)) == min(50, len(allowed))


def test_a_filter_far_from_the_question_still_gives_the_nearest() -> None:
    farthest = IDS[np.argsort(unpack(ROWS) @ QUERIES[0])[:400]]
    found = Nearest(IDS, ROWS, DIMENSIONS).search(QUERIES[0], 10, np.sort(farthest))
    assert [i for i, _ in found] == exact(QUERIES[0], 10, farthest)


def test_what_is_gone_or_unknown_is_not_found() -> None:
    index = Nearest(IDS, ROWS, DIMENSIONS)
    gone = np.sort(np.array(exact(QUERIES[0], 10)[::2], dtype=np.int64))
    there = np.setdiff1d(IDS, gone)
    assert recall(index, there, gone=gone) >= 0.99
    assert index.search(QUERIES[0], 5, np.array([1, 2, 10**9])) == []


def test_an_odd_number_of_dimensions_has_codes_too() -> None:
    rows = pack(unpack(ROWS)[:, :31])
    index = Nearest(IDS, rows, 31)
    found = [i for i, _ in index.search(np.ascontiguousarray(QUERIES[3][:31]), 10)]
    scores = unpack(rows) @ QUERIES[3][:31]
    assert len(set(found) & set(IDS[np.argsort(-scores)[:10]].tolist())) >= 9


def test_codes_learned_before_serve_what_comes_later() -> None:
    first = Nearest(IDS[:4000], ROWS[:4000], DIMENSIONS)
    first.prepare()
    later = Nearest(IDS, ROWS, DIMENSIONS, like=first)
    assert recall(later) >= 0.99
    assert recall(first, IDS[:4000]) >= 0.99


def test_the_first_questions_do_not_wait_for_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Nearest(IDS[:4000], ROWS[:4000], DIMENSIONS)
    for query in QUERIES[: nearest._PATIENCE]:
        assert [i for i, _ in index.search(query, 10)] == exact(query, 10, IDS[:4000])
    assert index.learned is None
    index.search(QUERIES[9], 10)
    assert index.learned is not None


def test_codes_come_back_from_disk_or_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "nearest.bin"
    made = Nearest(IDS, ROWS, DIMENSIONS)
    made.save(path)
    expected = made.search(QUERIES[0], 10)
    content = path.read_bytes()
    for damaged in (b"", content[:-1], content[:100] + b"x" + content[101:], b"other" + content):
        path.write_bytes(damaged)
        assert Nearest(IDS, ROWS, DIMENSIONS, path).search(QUERIES[0], 10) == expected
    path.write_bytes(content)
    other = Nearest(IDS + 1, ROWS, DIMENSIONS, path)
    assert [i - 1 for i, _ in other.search(QUERIES[0], 10)] == [i for i, _ in expected]
    monkeypatch.setattr(Nearest, "_make", lambda self: pytest.fail("made again"))
    assert Nearest(IDS, ROWS, DIMENSIONS, path).search(QUERIES[0], 10) == expected


def test_few_vectors_have_no_file(tmp_path: Path) -> None:
    path = tmp_path / "nearest.bin"
    path.write_bytes(b"of a larger index")
    few = Nearest(IDS[:50], ROWS[:50], DIMENSIONS)
    few.save(path)
    assert not path.exists()
    assert [i for i, _ in few.search(QUERIES[1], 5)] == exact(QUERIES[1], 5, IDS[:50])
