"""Places that questions name, and short names that stand alone."""

from __future__ import annotations

import pytest

from assistant.parsing.placing import Placing
from tests.archives import gazetteer


@pytest.fixture(scope="module")
def placing() -> Placing:
    return Placing(gazetteer())


@pytest.mark.parametrize(
    ("said", "spelt"),
    [
        ("那崇信呢？", "那崇信县呢？"),
        ("那合作呢", "那合作市呢"),
        ("在白银的哪个区", "在白银市的哪个区"),
        ("那酒泉呢？", "那酒泉呢？"),
        ("怎么合作的呢", "怎么合作的呢"),
        ("呢？", "呢？"),
    ],
)
def test_a_short_name_for_want_of_anything_else_is_a_place(placing: Placing, said: str, spelt: str) -> None:
    assert placing.spelt(said) == spelt


def test_of_a_place_and_one_in_it_the_inner_is_asked_about(placing: Placing) -> None:
    codes, rest = placing.codes("庆阳市环县的委员", "zh")
    assert codes == ("621022",)
    assert "环县" not in rest and rest.endswith("的委员")


def test_where_places_are_first_named_is_in_the_order_of_the_text(placing: Placing) -> None:
    spans = placing.spans("环县和榆中县，环县更多", "zh", ["620123", "621022"])
    assert list(spans.items()) == [("621022", (0, 2)), ("620123", (3, 6))]
