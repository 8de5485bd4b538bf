"""The last door: numbering, printing, and the lies that must not pass."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.citations import MARK, Checker, Citer, format_citation, statements
from assistant.records import Answer, Citation
from index.records import Article
from tests.archives import gazetteer
from tests.asking import told

TEXT = (
    "本报高台讯 3月6日，高台县政协召开推进会。去年11月，全县在9个镇和3个社区成立了委员工作站，投入26.5万元。"
    "张掖市政协派人到会指导，会后走访群众118户。"
)
ARTICLE, ANNOTATION = told(TEXT, date="2023-03-10", place="高台县", headline="高台县政协建站")
STATIONS = ANNOTATION.sentences[1]


def checker(*others: Article) -> Checker:
    known = {a.article_id: a for a in (ARTICLE, *others)}
    return Checker(lambda key: known[key], lambda key: ANNOTATION, gazetteer())


def cited(text: str, *spans: tuple[int, int]) -> Answer:
    """Return an answer that cites stretches of the article, numbered in order."""
    citer = Citer()
    for start, end in spans or ((STATIONS.start, STATIONS.end),):
        citer.cite(ARTICLE, start, end)
    return Answer("问？", "zh", "what", "answered", text, citations=citer.citations)


def unsupported(text: str, *spans: tuple[int, int]) -> tuple[str, ...]:
    return checker().check(cited(text, *spans)).checks.unsupported


SENTENCES = [(s.start, s.end) for s in ANNOTATION.sentences]


@given(st.lists(st.sampled_from(SENTENCES), max_size=12))
def test_the_same_quote_has_one_number_and_numbers_run_from_one(spans: list[tuple[int, int]]) -> None:
    citer = Citer()
    numbers = [citer.cite(ARTICLE, start, end) for start, end in spans]
    assert [c.n for c in citer.citations] == list(range(1, len(set(spans)) + 1))
    assert dict(zip(spans, numbers, strict=True)) == {
        (c.start, c.start + len(c.quote)): c.n for c in citer.citations
    }


def test_a_citation_knows_where_it_stands() -> None:
    citer = Citer()
    citer.cite(ARTICLE, STATIONS.start, STATIONS.end)
    (made,) = citer.citations
    assert made.quote == TEXT[TEXT.index("去年") : TEXT.index("张掖市")]
    assert (made.source, made.headline, made.issue_date) == ("试.jsonl#1", "高台县政协建站", "2023-03-10")
    assert made.lines == ((1, 1),)


CITATION = Citation(1, "a", "p2.txt", "标题", "民主协商报", "2024-08-09", "2", (), "引文")


def test_the_printed_form() -> None:
    assert format_citation(CITATION) == "《民主协商报》 2024-08-09 第2版 《标题》"


def test_what_is_unknown_is_said_or_left_out() -> None:
    bare = replace(CITATION, paper="", issue_date=None, page=None, headline=None)
    for language in ("zh", "en"):
        shown = format_citation(bare, language)
        assert shown.startswith("p2.txt") and "None" not in shown and "版 " not in shown
    assert re.search("[\u4e00-\u9fff]", format_citation(bare, "en")) is None


def test_statements_are_lines_with_their_marks() -> None:
    found = statements("共 2 个：\n\n- **高台县**：12个 [1][3]\n- 瓜州县 [2]\n")
    assert [s.cited for s in found] == [(), (1, 3), (2,)]
    assert all("[" not in s.text and not s.text.startswith("-") for s in found)


@given(st.text(max_size=200))
def test_statements_take_any_text(text: str) -> None:
    for statement in statements(text):
        assert statement.text.strip() and not MARK.search(statement.text)


@pytest.mark.parametrize(
    "text",
    [
        "高台县在9个镇和3个社区成立了委员工作站 [1]",
        "高台县：投入26.5万元 [1]",
        "**高台县**：9个镇、3个社区，2022年11月 [1]",
        "9+3=12个 [1]",
        "9个镇、3个社区，计12个，2022年11月 [1]",
        "9个镇、3个社区, 12个 [1]",
        "报道日期为2023年3月10日 [1]",
        "张掖市高台县有站 [1]",
        "没有数字的话 [1]",
    ],
)
def test_what_the_quote_holds_is_supported(text: str) -> None:
    assert unsupported(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "高台县在9个镇和8个社区成立了委员工作站 [1]",
        "高台县投入62.5万元 [1]",
        "投入26.6万元 [1]",
        "临泽县在9个镇和3个社区成立了委员工作站 [1]",
        "高台县和民乐县都有站 [1]",
        "走访群众118户 [1]",
        "2021年11月成立 [1]",
        "9+4=13个 [1]",
        "9+3=21个 [1]",
        "9个镇、3个社区，计21个 [1]",
        "9+3=12个 [2]",
    ],
)
def test_a_lie_is_flagged(text: str) -> None:
    assert len(unsupported(text)) == 1


def test_only_the_line_that_lies_is_flagged() -> None:
    wrong = unsupported("高台县有9个镇设站 [1]\n高台县有90个镇设站 [1]")
    assert len(wrong) == 1 and "90" in wrong[0]


def test_a_line_with_several_marks_may_draw_on_all() -> None:
    both = "设站的有9个镇，走访118户"
    assert unsupported(f"{both} [1]", *SENTENCES[1:]) != ()
    assert unsupported(f"{both} [1][2]", *SENTENCES[1:]) == ()


@given(st.integers(0, 9999))
def test_any_changed_digit_is_flagged(value: int) -> None:
    known = {int(float(n)) for n in re.findall(r"\d+", TEXT)} | {2022, 2023, 10}
    assume(value not in known)
    assert unsupported(f"高台县有{value}个镇设站 [1]")


PLACES = st.sampled_from([p for p in gazetteer().under("620000") if p.level == "county"])


@given(PLACES)
def test_any_other_county_is_flagged(place: object) -> None:
    name, code = place.name, place.code  # type: ignore[attr-defined]
    assume(code != "620724")
    found = gazetteer().find(f"{name}在9个镇设站")
    assume(found and found[0].code == code)
    assert unsupported(f"{name}在9个镇设站 [1]"), name


def test_a_quote_is_verbatim_or_not() -> None:
    good = cited("有站 [1]")
    assert checker().check(good).checks.quotes_verbatim
    (quote,) = good.citations
    for changed in (
        replace(quote, quote=quote.quote.replace("9", "8")),
        replace(quote, quote=quote.quote[:-1] + "！"),
        replace(quote, start=quote.start + 1),
        replace(quote, quote=""),
        replace(quote, article_id="no such article"),
    ):
        assert not checker().check(replace(good, citations=(changed,))).checks.quotes_verbatim


@given(st.data())
def test_every_stretch_of_the_text_is_verbatim_and_no_changed_one(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 2))
    end = data.draw(st.integers(start + 1, len(ARTICLE.text)))
    citer = Citer()
    citer.cite(ARTICLE, start, end)
    (quote,) = citer.citations
    assert checker().verbatim(quote)
    at = data.draw(st.integers(0, len(quote.quote) - 1))
    changed = quote.quote[:at] + "卍" + quote.quote[at + 1 :]
    assert not checker().verbatim(replace(quote, quote=changed))


def test_mending_keeps_what_is_borne_out_cites_it_anew_and_cuts_the_rest() -> None:
    check = checker()
    (quote,) = check.check(cited("高台县有9个镇设站 [1]")).citations
    told = quote.quote
    assert check.mend(f"{told} [1]", [quote]) == (f"{told} [1]", ())
    assert check.mend(f"{told} [7]", [quote]) == (f"{told} [1]", ())
    assert check.mend(told, [quote]) == (f"{told} [1]", ())
    kept, cut = check.mend(f"{told} [1]\n高台县有8个镇设站 [1]\n\n别的一概不知。", [quote])
    assert kept == f"{told} [1]"
    assert cut == ("高台县有8个镇设站", "别的一概不知。")


def test_a_mark_without_citation_is_flagged() -> None:
    assert unsupported("高台县有9个镇设站 [7]")


@pytest.mark.parametrize(
    ("worked_out", "right"),
    [
        ("还有 **6个**（9个-3个）。[1]", True),
        ("还有 **7个**（9个-3个）。[1]", False),
        ("平均 **3个**（9个÷3个）。[1]", True),
        ("较多的是镇（9个；3个）。相差 6个。[1]", True),
        ("较多的是镇（9个；3个）。相差 5个。[1]", False),
        ("高台县 9个，社区 3个。[1]", True),
    ],
)
def test_what_is_worked_out_has_to_come_out_right(worked_out: str, right: bool) -> None:
    assert (unsupported(worked_out) == ()) is right


def test_a_sentence_quoted_whole_states_nothing_else() -> None:
    start, end = SENTENCES[1]
    quote = ARTICLE.text[start:end].strip()
    assert unsupported(f"{quote} [1]", (start, end)) == ()
    assert unsupported(f"Gaotai County (高台县), 2022-11: “{quote}” [1]", (start, end)) == ()
    for wrong in (
        quote.replace("9个镇", "19个镇"),
        quote.replace("26.5", "6.5"),
        quote.replace("3个", "8个"),
    ):
        assert wrong != quote and unsupported(f"{wrong} [1]", (start, end)) != ()
    assert unsupported(f"Yuzhong County (榆中县), 2022-11: “{quote}” [1]", (start, end)) != ()
