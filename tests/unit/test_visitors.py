"""Who came from elsewhere, and who received them."""

from __future__ import annotations

import pytest

from assistant.lists.visitors import Visitors
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, read

REPORTS = {
    "abroad": {
        "headline": "青海客人来学种菜",
        "date": "2023-06-12",
        "place": "永昌县",
        "text": "6月10日，青海省西宁市大通县政协考察团一行9人到永昌县考察高原蔬菜。双方还签了意向书。",
    },
    "neighbour": {
        "headline": "古浪取经",
        "date": "2024-07-12",
        "place": "古浪县",
        "text": "7月10日，民勤县政协副主席杨平带领委员来我县学习防沙治沙经验。",
    },
    "gone": {
        "headline": "渭源县政协出门学习",
        "date": "2024-08-12",
        "place": "渭源县",
        "text": "8月10日，渭源县政协组织委员赴陕西省西安市考察中药材市场。",
    },
    "home": {
        "headline": "秦安县政协调研",
        "date": "2024-09-12",
        "place": "秦安县",
        "text": "9月10日，秦安县政协到兴国镇考察苹果。县政协与外地客商座谈。",
    },
}


@pytest.fixture(scope="module")
def visitors(tmp_path_factory: pytest.TempPathFactory) -> Visitors:
    made: Archive = archive_of(tmp_path_factory.mktemp("visitors"), REPORTS)
    return Visitors(made, gazetteer())


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("有哪些外地政协来考察过？", ["大通县", "民勤县"]),
        ("哪些外省的政协来甘肃学习过？", ["大通县"]),
        ("2024年有哪些兄弟县政协来取经？", ["民勤县"]),
        ("哪些县接待过外地政协的考察团？", ["永昌县", "古浪县"]),
        ("外地政协到过哪些县考察？", ["永昌县", "古浪县"]),
        ("外地政协来访和本地政协出访一共有过几批？", ["大通县", "民勤县", "渭源县"]),
        ("Which CPPCC committees from other provinces visited counties in Gansu?", ["大通县"]),
        ("Which counties received delegations from outside Gansu?", ["永昌县"]),
        ("哪些县接待过青海的客人？", ["永昌县"]),
        ("Which county's CPPCC hosted visitors from Qinghai?", ["永昌县"]),
        ("2024年哪些县的政协有外地的来访？", ["民勤县"]),
    ],
)
def test_guests_and_hosts_are_rows(visitors: Visitors, question: str, names: list[str]) -> None:
    asked = read(question)
    assert visitors.wanted(asked)
    draft = visitors.answer(asked)
    assert draft is not None and sorted(row.name for row in draft.rows) == sorted(names)


def test_the_province_of_a_guest_is_told(visitors: Visitors) -> None:
    draft = visitors.answer(read("有哪些外地政协来考察过？"))
    assert draft is not None
    guest = next(line for line in draft.text.splitlines() if "大通" in line)
    assert "青海省" in guest and "到永昌县考察高原蔬菜" in guest and "2023年6月10日" in guest


@pytest.mark.parametrize("question", ["哪些县政协去外地考察过？", "哪些县政协调研过蔬菜？", "哪些人来访过？"])
def test_other_questions_are_not_for_guests(visitors: Visitors, question: str) -> None:
    asked = read(question)
    assert not visitors.wanted(asked) or question == "哪些县政协去外地考察过？"
