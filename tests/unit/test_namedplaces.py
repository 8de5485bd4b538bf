"""Places that stretches of one page name."""

from __future__ import annotations

from index.places import Gazetteer, PlaceName
from index.segmenter.namedplaces import NamedPlaces
from tests.pages import gazetteer, places


def test_bodies_that_act_count_before_places_that_are_named() -> None:
    where = places()
    assert where.told("在成县，康县政协组织委员考察。") == ("621224",)
    assert where.told("政协康县委员会召开会议，成县来人。") == ("621224",)
    assert where.told("成县和康县的路通了。") == ("621221", "621224")


def test_each_text_is_searched_once() -> None:
    class Counting(Gazetteer):
        searched = 0

        def find(self, text: str, near: tuple[str, ...] = ()) -> list[PlaceName]:  # type: ignore[override]
            Counting.searched += 1
            return gazetteer().find(text, near)

    where = NamedPlaces(Counting([]))
    assert where.told("康县政协") == where.told("康县政协") and len(where.find("康县政协")) == 1
    assert Counting.searched == 1


def test_contains() -> None:
    where = places()
    assert where.contains("621200", "621224") and not where.contains("621224", "621200")
    assert where.contains("621224", "621224")
