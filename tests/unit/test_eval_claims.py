"""Statements against what they cite, by code that shares nothing with the assistant's checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.records import Answer, Citation, Row
from eval.cases import Case
from eval.claims import ClaimVerdict, check_claims, statements
from eval.figuring import figures_in, is_sum, values_in
from eval.sources import Sources
from eval.witness import Witness

PAGE = "云岭县政协建成协商驿站24个，其中社区6个、乡镇18个。\n石桥县政协去年3月走访了130户茶农。\n"
FIRST, SECOND = PAGE.splitlines()
CASE = Case("c", "哪些县建了协商驿站？", "zh", "list", ("云岭县",))


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    (tmp_path / "甲.txt").write_text(PAGE, encoding="utf-8")
    return Witness(Sources([tmp_path / "甲.txt"]), text_of={"one": FIRST, "two": SECOND}.__getitem__)


def cite(n: int, quote: str, article: str) -> Citation:
    return Citation(n, article, "甲.txt", None, "", "2023-05-01", None, ((1, 1),), quote)


ONE, TWO = cite(1, FIRST, "one"), cite(2, SECOND, "two")


def told(text: str, *citations: Citation, rows: tuple[Row, ...] = ()) -> Answer:
    return Answer("问？", "zh", "list", "answered", text, rows, citations)


def judged(witness: Witness, text: str, rows: tuple[Row, ...] = ()) -> ClaimVerdict:
    return check_claims(told(text, ONE, TWO, rows=rows), CASE, witness)


def test_statements_end_at_marks_and_frames_are_none() -> None:
    text = "共找到 1 个：\n- **云岭县**：24个 [1]\n> 原话\n\n两处都有 [1][2]。另有一处。\n检索范围：3 篇文章"
    answer = told(text, ONE, TWO)
    assert [(s.text, len(s.citations)) for s in statements(answer)] == [
        ("云岭县：24个", 1),
        ("两处都有", 2),
        ("。另有一处。", 0),
    ]


@pytest.mark.parametrize(
    "text",
    ["云岭县政协建成协商驿站24个。[1]", "云岭县协商驿站18-6=12个 [1]", "石桥县2022年3月走访茶农130户 [2]"],
)
def test_what_is_quoted_is_borne_out(witness: Witness, text: str) -> None:
    verdict = judged(witness, text)
    assert (verdict.supported, verdict.statements, verdict.fitting, verdict.uses) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("云岭县政协建成协商驿站42个。[1]", "figure 42"),
        ("石桥县2012年3月走访茶农130户 [2]", "year 2012"),
        ("云岭县的“茶农夜校”有6个 [1]", "named 茶农夜校"),
        ("大家都说这条路今后会越修越宽 [1]", "other words"),
        ("云岭县政协建成协商驿站24个。", "no citation"),
    ],
)
def test_what_is_not_quoted_is_not(witness: Witness, text: str, why: str) -> None:
    verdict = judged(witness, text)
    assert verdict.supported == 0 and verdict.problems[0].startswith(why)


def test_a_row_must_cite_a_report_on_its_place(witness: Witness) -> None:
    row = Row("云岭县", quantity=24, unit="个", citations=(1,))
    assert judged(witness, "- **云岭县**：24个 [1]", (row,)).problems == ()
    wrong = judged(witness, "- **云岭县**：24个 [2]", (row,))
    assert wrong.fitting == 0 and wrong.supported == 0


def test_a_quotation_that_is_not_in_the_file_bears_nothing_out(witness: Witness) -> None:
    answer = told("云岭县政协建成协商驿站24个 [3]", cite(3, "云岭县政协建成协商驿站24个。", "one"))
    verdict = check_claims(answer, CASE, witness)
    assert (verdict.supported, verdict.fitting) == (0, 0)


def test_figures() -> None:
    assert figures_in("1,024户、3.5%、共2处") == ["1024", "3.5%", "2"]
    assert is_sum("24", "18个乡镇6个社区，计24个") and is_sum("12", "原有30处，拆了18处")
    assert not is_sum("25", "18和6，25") and not is_sum("6", "3和6")


def test_figures_count_by_their_value() -> None:
    assert {73000.0, 2.0, 305.0, 12.0} <= values_in("7.3万人、两处、三百零五件、十二家")
    assert is_sum("67", "6+15+5+15+12+7+7=67个") and not is_sum("68", "6+15+5+15+12+7+7=68个")
    assert is_sum("7140", "相差7140辆(1.1万辆-3860个)") and not is_sum("7410", "相差7410辆(1.1万辆-3860个)")
    assert is_sum("16", "16人次(96人次÷6次)") and is_sum("28.8%", "28.8%(34个÷118个)")
    assert is_sum("19", "两处驿站、17处驿站，计19处") and is_sum("0.77", "0.77亿元(2.35亿元-1.58亿元)")


def test_a_writer_stands_behind_the_report_or_nowhere(tmp_path: Path) -> None:
    text = (
        "云岭修渠记\n云岭县的水渠通了水。\n村民都来看。（丁一帆）\n石桥茶会\n"
        + "石桥县办了茶会。" * 6
        + "（何晚舟）\n"
    )
    (tmp_path / "乙.txt").write_text(text, encoding="utf-8")
    witness = Witness(Sources([tmp_path / "乙.txt"]), text_of=lambda _: "云岭县的水渠通了水。\n村民都来看。")
    quote = Citation(1, "one", "乙.txt", "云岭修渠记", "", None, None, ((2, 2),), "云岭县的水渠通了水。")
    for name, borne in (("丁一帆", True), ("何晚舟", False), ("胡未闻", False)):
        verdict = check_claims(told(f"署名：**{name}**（《云岭修渠记》）[1]", quote), CASE, witness)
        assert (verdict.supported == 1) is borne, name


def test_a_name_may_be_told_in_two_parts(tmp_path: Path) -> None:
    text = "大家看了东街、南街两处驿站。"
    (tmp_path / "丙.txt").write_text(text, encoding="utf-8")
    witness = Witness(Sources([tmp_path / "丙.txt"]), text_of=lambda _: text)
    quote = Citation(1, "one", "丙.txt", None, "", None, None, ((1, 1),), text)
    for name, borne in (("东街驿站", 1), ("北街驿站", 0)):
        verdict = check_claims(told(f"- **{name}** [1]", quote, rows=(Row(name),)), CASE, witness)
        assert (verdict.supported, verdict.fitting) == (borne, borne), name


def test_a_heading_over_a_list_is_no_statement_and_a_bare_answer_is_one(witness: Witness) -> None:
    assert judged(witness, "**会议**\n\n- 云岭县政协建成协商驿站24个 [1]").statements == 1
    assert judged(witness, "**24个**\n- 云岭县政协建成协商驿站24个 [1]").statements == 2
    assert judged(witness, "**云岭县**").problems[0].startswith("no citation")


def test_of_a_file_that_cannot_be_read_here_nothing_is_held_against_a_quotation(witness: Witness) -> None:
    scan = Citation(1, "one", "版.docx", None, "", None, None, ((1, 1),), FIRST)
    assert check_claims(told("云岭县政协建成协商驿站24个 [1]", scan), CASE, witness).problems == ()
    wrong = check_claims(told("云岭县政协建成协商驿站42个 [1]", scan), CASE, witness)
    assert wrong.problems[0] == "figure 42: 云岭县政协建成协商驿站42个"


def test_a_markdown_page_is_read_without_its_marks(tmp_path: Path) -> None:
    (tmp_path / "丁.md").write_text("## 简讯\n- **云岭县政协** 建成驿站24个。\n", encoding="utf-8")
    sources = Sources([tmp_path / "丁.md"])
    assert sources.holds("丁.md", "云岭县政协 建成驿站24个。") and not sources.holds(
        "丁.md", "**云岭县政协**"
    )
