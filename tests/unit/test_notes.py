"""What is noted beside a text comes back whole, whatever it is, or not at all."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.provenance import Edit, Run
from index.records import Annotation, Mention, MentionKind, Sentence
from index.tables.compress import unpack_notes
from index.tables.notes import pack_annotation, pack_layout, unpack_annotation, unpack_layout
from tests.archives import article

TEXT = "柳河县政协主席高山在清泉村调研，全村种植苹果1200亩，年产值约3.5万元。" * 12
KINDS = get_args(MentionKind)
_words = st.text(st.characters(codec="utf-8"), max_size=6)
_spans = st.tuples(st.integers(0, len(TEXT) - 9), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1]))
_values = st.one_of(
    st.none(), st.integers(-3, 400).map(float), st.floats(allow_nan=False, allow_infinity=False)
)
_said = st.one_of(
    _words, _spans.map(lambda s: TEXT[s[0] : s[1]]), st.sampled_from(["county", "2024-08", "620000"])
)


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    start, end = draw(_spans)
    name = draw(st.one_of(st.just(TEXT[start:end]), _said))
    code, level, unit, hedge, post = (draw(_said) for _ in range(5))
    kind = draw(st.sampled_from(KINDS))
    return Mention(kind, start, end, TEXT[start:end], name, code, level, draw(_values), unit, hedge, post)


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    start, end = draw(_spans)
    return Sentence(start, end, draw(st.integers(0, 600)))


@given(st.lists(sentences(), max_size=5), st.lists(mentions(), max_size=5))
def test_every_annotation_comes_back(told: list[Sentence], named: list[Mention]) -> None:
    annotation = Annotation(tuple(told), tuple(named))
    assert unpack_annotation(pack_annotation(annotation, TEXT), TEXT) == annotation


_numbers = st.integers(0, 70_000)


@given(
    st.lists(st.tuples(_numbers, _numbers), max_size=4),
    st.lists(st.builds(Run, _numbers, _numbers, _numbers, _numbers), max_size=4),
    st.lists(st.builds(Edit, _numbers, _words, _words, _words), max_size=4),
    st.lists(_words, max_size=3),
    _numbers,
)
def test_every_layout_comes_back(
    lines: list[tuple[int, int]], runs: list[Run], edits: list[Edit], captions: list[str], beside: int
) -> None:
    given = {"lines": tuple(lines), "runs": tuple(runs), "edits": tuple(edits), "captions": tuple(captions)}
    assert unpack_layout(pack_layout(article(TEXT, beside=beside, **given))) == given | {"beside": beside}


def test_what_the_text_says_near_by_is_not_said_again() -> None:
    sentence = (Sentence(0, 37, 0),)
    near = Mention("person", 7, 9, "高山", "高山", post="柳河县政协主席")
    far = Mention("person", 7, 9, "高山", "高山", post="红崖区人大代表")
    sizes = [len(pack_annotation(Annotation(sentence, (m,)), TEXT)) for m in (near, far)]
    assert sizes[0] + 8 < sizes[1]


@given(st.integers(0, 200), st.integers(1, 255))
def test_a_changed_byte_is_an_error_or_changes_nothing(at: int, change: int) -> None:
    whole = pack_annotation(Annotation((Sentence(0, 37, 0),)), TEXT)
    packed = bytearray(whole)
    packed[at % len(packed)] ^= change
    try:
        # The last bits of what deflate writes only fill a byte.
        assert unpack_notes(bytes(packed)) == unpack_notes(whole)
    except ValueError:
        with pytest.raises(ValueError):
            unpack_annotation(bytes(packed), TEXT)
