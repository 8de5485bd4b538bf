from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from index.shingles import joined_pairs
from index.words import normalise, pairs, spelled_pairs

_TEXT = st.one_of(st.text(), st.text(alphabet="18个乡 镇，A站3.5万々가㎡\u3000\n𠮷_"))


@given(st.lists(_TEXT, max_size=5))
@example(
    ["县", "县，委", " 县 ", "", "18个乡 镇，A站", "约3.5万 AI model", "a1.5 县", "1.a", "县\u3000\n 3 月"]
)
@example(["𠮷县a", "\ud800县政协", "x" * 9, "a1.5 县", "県 の 道"])
def test_they_are_the_pairs_of_each_text_once(texts: list[str]) -> None:
    assert [sorted(told.split(" ")) for told in joined_pairs(texts)] == [
        sorted(set(pairs(text))) or [""] for text in texts
    ]


@given(_TEXT)
def test_spelled_pairs_are_those_with_letters_or_digits(text: str) -> None:
    normal = normalise(text)
    found = spelled_pairs(normal)
    assert found <= set(pairs(text))
    assert all(any(c.isascii() and c.isalnum() for c in pair) or not pair.isascii() for pair in found)
    assert {pair for pair in pairs(text) if any(c.isascii() for c in pair)} <= found
