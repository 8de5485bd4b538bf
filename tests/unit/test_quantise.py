"""Packed vectors: small, stable, and close enough to rank by."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.tables.quantise import pack, rows_of, unpack, width


@given(arrays(np.float32, st.tuples(st.integers(0, 5), st.just(32)), elements=st.floats(-1, 1, width=32)))
def test_packing_errs_by_less_than_half_a_step_and_only_once(vectors: np.ndarray) -> None:
    packed = pack(vectors)
    assert packed.shape == (len(vectors), width(32))
    back = unpack(packed)
    step = np.abs(vectors).max(axis=1, initial=0, keepdims=True) / 127
    assert (np.abs(back - vectors) <= 0.51 * step + 1e-30).all()
    assert np.allclose(unpack(pack(back)), back, rtol=1e-5, atol=1e-30)


def test_similarity_hardly_changes() -> None:
    vectors = np.random.default_rng(1).normal(size=(300, 256)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    back = unpack(pack(vectors))
    assert np.abs(back @ vectors.T - vectors @ vectors.T).max() < 0.01


def test_a_zero_row_stays_zero() -> None:
    assert not unpack(pack(np.zeros((2, 8), np.float32))).any()


def test_rows_come_out_of_the_database_as_they_went_in() -> None:
    packed = pack(np.eye(3, 8, dtype=np.float32))
    assert np.array_equal(rows_of((row.tobytes() for row in packed), 8), packed)
    assert rows_of([], 8).shape == (0, width(8))
