"""The level of the bodies that a question asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.lists.levels import Level, bodies_asked, level_asked
from tests.archives import gazetteer
from tests.asking import read


@pytest.mark.parametrize(
    ("text", "level", "ending"),
    [
        ("各市（州）政协主席都有谁？", "prefecture", ""),
        ("列出县（市、区）政协副主席。", "county", ""),
        ("县一级的政协主席有哪些？", "county", ""),
        ("哪些区的政协主席出席了会议？", "county", "区"),
        ("Name the chairpersons of prefecture-level city CPPCC committees.", "prefecture", ""),
        ("列出张掖市的政协主席", "", ""),
        ("有哪些政协主席？", "", ""),
    ],
)
def test_the_level_stands_before_the_body(text: str, level: str, ending: str) -> None:
    assert level_asked(replace(read("哪些县？"), text=text)) == Level(level, ending)


def test_a_place_fits_by_its_level_and_its_name() -> None:
    places = gazetteer()
    urban = Level("county", "区")
    assert urban.fits(places.get("620102")) and not urban.fits(places.get("620123"))
    assert Level().fits(None) and not urban.fits(None)


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("哪些县政协围绕养老开展过调研？", ("county",)),
        ("哪些地方的政协关心供水？", ()),
        ("哪些县建立了委员工作站？", None),
        ("哪些县的政协委员走访了企业？", None),
    ],
)
def test_bodies_or_places(question: str, levels: tuple[str, ...] | None) -> None:
    assert bodies_asked(read(question)) == levels
