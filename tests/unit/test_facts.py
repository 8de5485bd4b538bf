"""What a text states, and whether what it cites bears it out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.facts import read_facts, unsupported
from index.dates import DateRange
from tests.archives import gazetteer

ANCHOR = DateRange.parse("2023-03-10")


def wrong(stated: str, told: str) -> list[str]:
    """Return what of a statement a quote does not bear out."""
    return unsupported(
        read_facts(stated, ANCHOR, gazetteer()), read_facts(told, ANCHOR, gazetteer()), gazetteer()
    )


def test_facts_of_a_sentence() -> None:
    facts = read_facts("3月6日，高台县政协主席骆怀远在“渠边小院”走访群众118户。", ANCHOR, gazetteer())
    assert [(q.value, q.unit) for q in facts.quantities] == [(118, "户")]
    assert [d.iso for d in facts.dates] == ["2023-03-06"]
    assert facts.places == {"620724"} and facts.people == {"骆怀远"}
    assert facts.quoted == ["渠边小院"] and not facts.numbers


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("走访群众118户", "县政协走访群众118户。"),
        ("走访118户", "县政协走访群众118户。"),
        ("投入1.2万元", "投入12000元。"),
        ("1.8万名群众", "18000名群众参加。"),
        ("18个乡镇", "十八个乡镇设站。"),
        ("2023年3月6日召开", "3月6日召开会议。"),
        ("2023年召开", "3月6日召开会议。"),
        ("日期为2023-03-06", "3月6日召开会议。"),
        ("张掖市的站", "高台县的站有9个。"),
        ("9个镇、3个社区，计12个站", "在9个镇和3个社区设站。"),
        ("主席骆怀远", "县政协主席骆怀远主持。"),
    ],
)
def test_what_is_borne_out(stated: str, told: str) -> None:
    assert wrong(stated, told) == []


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("走访群众181户", "县政协走访群众118户。"),
        ("走访群众118人", "县政协走访群众118户。"),
        ("18个社区", "18个乡镇设站。"),
        ("投入1.2亿元", "投入1.2万元。"),
        ("2023年3月16日召开", "3月6日召开会议。"),
        ("2022年召开", "3月6日召开会议。"),
        ("临泽县的站", "高台县的站有9个。"),
        ("9个镇、3个社区，计13个站", "在9个镇和3个社区设站。"),
        ("县政协主席骆怀近", "县政协主席骆怀远主持。"),
        ("提出“小院说事”的办法", "提出“板凳说事”的办法。"),
    ],
)
def test_what_is_not_borne_out(stated: str, told: str) -> None:
    assert wrong(stated, told)


SENTENCE = "3月6日，高台县政协在9个镇和3个社区成立委员工作站，走访群众118户，投入26.5万元。"


def test_a_sentence_bears_itself_out() -> None:
    assert wrong(SENTENCE, SENTENCE) == []


@given(st.integers(1, 99_999), st.sampled_from(["户", "人", "个", "件", "次"]))
def test_a_number_is_borne_out_by_itself_alone(value: int, unit: str) -> None:
    assert wrong(f"共有{value}{unit}", f"共有{value}{unit}。") == []
    assert wrong(f"共有{value + 1}{unit}", f"共有{value}{unit}。")
    assert wrong(f"共有{value}1{unit}", f"共有{value}{unit}。")


@given(st.text(max_size=60))
def test_any_text_bears_itself_out(text: str) -> None:
    assert wrong(text, text) == []
