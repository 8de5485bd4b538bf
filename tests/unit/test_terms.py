"""Domain terms: variants, kin, and their English names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import DataError
from index.terms import Term, Terms, stem


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms.load()


def names(terms: Terms, text: str) -> list[str]:
    return [term.name for _, _, term in terms.find(text)]


def english(terms: Terms, text: str) -> dict[str, str]:
    return {text[start:end]: chinese[0] for start, end, chinese in terms.find_english(text)}


def test_there_are_enough_terms_with_english_names(terms: Terms) -> None:
    assert sum(bool(term.english) for term in terms) >= 350
    assert len({term.topic for term in terms}) >= 15


def test_the_longest_term_is_found(terms: Terms) -> None:
    assert names(terms, "哪些县建立了乡镇（街道）委员工作站") == ["建立", "委员工作站"]
    assert names(terms, "委员联络工作室") == ["委员联络工作室"]
    assert names(terms, "十届五次常委会会议") == ["常委会会议"]


def test_full_and_half_width_parentheses_are_the_same(terms: Terms) -> None:
    assert names(terms, "党组（扩大）会议") == names(terms, "党组(扩大)会议") == ["党组会议"]


@pytest.mark.parametrize("other", ["委员工作室", "委员联络工作室", "委员之家", "协商议事室", "协商议事会"])
def test_kin_are_kept_apart_from_variants(terms: Terms, other: str) -> None:
    assert other in terms.kin("政协委员工作站")
    assert other not in terms.variants("委员工作站")
    assert "委员工作站" in terms.kin(other)


def test_variants_begin_with_the_usual_word(terms: Terms) -> None:
    variants = terms.variants("政协委员工作站")
    assert variants[0] == "委员工作站"
    assert "政协委员工作站" in variants
    assert terms.variants("没有这个词") == ("没有这个词",)
    assert terms.kin("没有这个词") == ()
    assert terms.get("没有这个词") is None


@pytest.mark.parametrize(
    ("text", "words", "chinese"),
    [
        ("which counties set up committee workstations", "committee workstations", "委员工作站"),
        ("Committee Work-Stations", "Committee Work-Stations", "委员工作站"),
        ("the CPPCC members' studios", "CPPCC members' studios", "委员工作室"),
        ("a consultation council", "consultation council", "协商议事会"),
        ("consultation rooms in villages", "consultation rooms", "协商议事室"),
        ("Standing Committee meetings held", "Standing Committee meetings", "常委会会议"),
        ("the chairpersons’ meeting", "chairpersons’ meeting", "主席会议"),
        ("Party leadership groups", "Party leadership groups", "党组"),
        ("a theoretical study group", "theoretical study group", "理论学习中心组"),
        ("who presided over it", "presided over", "主持"),
        ("improve the business environment", "business environment", "营商环境"),
        ("elderly-care services", "elderly-care", "养老"),
        ("a National Civilised City", "National Civilised City", "全国文明城市"),
        ("rural revitalization", "rural revitalization", "乡村振兴"),
        ("rural revitalisation", "rural revitalisation", "乡村振兴"),
        ("social conditions and public opinion", "social conditions and public opinion", "社情民意"),
        ("special committees", "special committees", "专委会"),
        ("how many proposals", "proposals", "提案"),
        ("who established it", "established", "建立"),
        ("setting up offices", "setting up", "建立"),
    ],
)
def test_english_names(terms: Terms, text: str, words: str, chinese: str) -> None:
    assert english(terms, text).get(words) == chinese


@pytest.mark.parametrize(
    "text", ["which", "how many", "who", "List all of them", "what did people say", "did it have any"]
)
def test_question_words_are_no_terms(terms: Terms, text: str) -> None:
    assert terms.find_english(text) == []


@pytest.mark.parametrize("text", ["哪些", "多少", "什么时候", "谁"])
def test_chinese_question_words_are_no_terms(terms: Terms, text: str) -> None:
    assert terms.find(text) == []


def test_every_term_is_found_by_each_of_its_words(terms: Terms) -> None:
    for term in terms:
        found = terms.find(term.name)
        assert len(found) == 1, term.name
        assert found[0][2] is term
        for phrase in term.english:
            assert any(term.name in chinese for _, _, chinese in terms.find_english(phrase)), phrase


def test_no_word_is_both_variant_and_kin(terms: Terms) -> None:
    assert [term.name for term in terms if set(term.words) & set(term.kin)] == []


def test_what_two_terms_share_goes_to_the_first_unless_it_is_a_name() -> None:
    terms = Terms([Term("甲", ("丙", "乙")), Term("乙"), Term("丁", ("丙",))])
    assert [terms.variants(word)[0] for word in "甲乙丙丁"] == ["甲", "乙", "甲", "丁"]


@given(st.text(alphabet="委员工作站室联络协商议事会主席（()）CPPCC 建立了", max_size=40))
def test_found_terms_do_not_overlap(text: str) -> None:
    last = 0
    for start, end, term in Terms([Term("委员工作站", ("工作站",)), Term("主席会议"), Term("CPPCC")]).find(
        text
    ):
        assert last <= start < end <= len(text)
        assert term.name
        last = end


@given(st.from_regex("[a-z]{3,12}", fullmatch=True))
def test_a_stem_is_never_empty_and_plurals_share_it(word: str) -> None:
    assert stem(word)
    if not word.endswith(("s", "e", "ing", "ed", "i", "u", "y")):
        assert stem(word + "s") == stem(word)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("名,变,近,english", "has 4 fields"),
        ("名,变,近,english,topic,more", "has 6 fields"),
        (",变,近,english,topic", "fields"),
        ("甲,,,a,t\n甲,,,b,t", "given twice"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("# a comment\nname,variants,kin,english,topic\n" + line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=what):
        Terms.load(path)


def test_a_file_without_its_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("甲,,,a,t\n", encoding="utf-8")
    with pytest.raises(DataError, match="fields"):
        Terms.load(path)


def test_a_word_at_the_end_ends_with_the_text() -> None:
    terms = Terms.load()
    for text in ("各视察了什么，组织了视察", "开了协商", "建了工作站"):
        assert all(end <= len(text) for _, end, _ in terms.find(text))


def test_english_words_said_just_so_go_before_others_of_their_stem() -> None:
    terms = Terms.load()
    parking = terms.find_english("Which towns talk of parking?")[-1][2]
    assert "停车" in parking and "公园" not in parking
    assert "公园" in terms.find_english("Which towns have parks?")[-1][2]
