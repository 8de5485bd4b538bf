"""What is found in several ways, put together."""

from __future__ import annotations

import pytest

from assistant.lists.evidence import Finder
from assistant.lists.including import codes
from index.search import Archive
from tests.asking import archive_of, finder, read

REPORTS = {
    name: {"headline": f"{place}政协简讯", "date": "2023-06-12", "place": place, "text": f"6月10日，{text}"}
    for name, place, text in (
        ("lamp", "高台县", "高台县政协为窑洞坪的旧水车商量了修缮的办法。"),
        ("mill", "瓜州县", "瓜州县政协组织委员察看了石磨。"),
        ("loom", "环县", "环县政协组织委员察看了织布机。"),
    )
}


@pytest.fixture(scope="module")
def looking(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    made: Archive = archive_of(tmp_path_factory.mktemp("including"), REPORTS)
    return finder(made)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("报道里写到水车的有哪些县？", {"620724"}),
        ("报道里写到水车的有哪些县（石磨也算）？", {"620724", "620922"}),
        ("报道里写到水车（石磨、织布机）的有哪些县？", {"620724", "620922", "621022"}),
    ],
)
def test_what_counts_too_is_found_beside_the_rest(looking: Finder, question: str, places: set[str]) -> None:
    found = looking.find(read(question))
    assert codes(found.evidence) == places
    assert found.coverage.sentences == len(found.evidence)
