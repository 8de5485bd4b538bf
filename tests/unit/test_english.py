"""English questions in the words of an archive: what is found for each word, and what is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.english import Translation, Translator, chosen, is_english, numeral, read_rules
from index.places import Gazetteer
from index.search import Archive
from index.sounds import read_so, syllables
from index.terms import Term, Terms
from index.wordbook import chinese_for, dictionary
from tests.archives import PairEncoder, ready_archive

TODAY = date(2024, 5, 1)
ARTICLES = [
    {"id": "a", "headline": "柳家坪镇修桥", "text": "榆中县柳家坪镇的老桥今年翻修，村民石长庚带头捐款。"},
    {"id": "b", "headline": "会议", "text": "皋兰县政协召开九届十二次主席会议，讨论城乡供水。"},
]


@pytest.fixture(scope="module")
def translator() -> Translator:
    return Translator(Gazetteer.load(), Terms.load(), dictionary)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = ready_archive(tmp_path_factory.mktemp("english"), ARTICLES)
    return Archive.open(folder, encoder=PairEncoder())


def everywhere(word: str) -> int:
    return 1


def told(translator: Translator, question: str) -> Translation:
    return translator.translate(question, everywhere, TODAY)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who chaired the meeting in Yuzhong County?", "榆中县"),
        ("who chaired the meeting in yuzhong", "榆中县"),
        ("News from Yuzhongxian", "榆中县"),
        ("What happened in Gansu's Lanzhou City?", "兰州市"),
        ("Which counties have committee workstations?", "委员工作站"),
        ("Who spoke at the 12th chairpersons' meeting of the ninth CPPCC?", "十二次"),
        ("Who spoke at the 12th chairpersons' meeting of the ninth CPPCC?", "九届"),
        ("What was decided on 6 August 2023?", "8月6日"),
        ("What was decided from 3 to 5 August 2023?", "8月5日"),
        ("How many dead-end roads were mended?", "断头路"),
        ("How many umbrellas were sold?", "雨伞"),
        ("How many 协商议事室 are there in Gansu?", "协商议事室"),
        ("Are the 128 members satisfied?", "128"),
    ],
)
def test_words_are_found_in_chinese(translator: Translator, question: str, wanted: str) -> None:
    assert wanted in told(translator, question).text.split("，")


def test_what_has_no_chinese_is_said(translator: Translator) -> None:
    translation = told(translator, "How many flibbertigibbets live in Yuzhong County?")
    assert "flibbertigibbets" in translation.unknown
    assert [part.said for part in translation.parts if part.how == "place"] == ["Yuzhong County"]


def test_words_that_only_ask_are_neither_translated_nor_unknown(translator: Translator) -> None:
    translation = told(translator, "Please tell me, which of these people could it have been, and why?")
    assert translation.parts == () and translation.unknown == () and translation.text == ""


def test_parts_stand_where_they_were_said(translator: Translator) -> None:
    question = "In March 2022, did Min County's CPPCC discuss 3 bridges and the zzyzx?"
    parts = told(translator, question).parts
    assert [part.said for part in parts] == [question[part.start : part.end] for part in parts]
    assert [part.start for part in parts] == sorted(part.start for part in parts)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_translated(text: str) -> None:
    translation = Translator(Gazetteer.load(), Terms([])).translate(text, everywhere, TODAY)
    assert all(text[part.start : part.end] == part.said for part in translation.parts)


def test_the_words_that_the_archive_uses_are_chosen() -> None:
    held = {"甲乙": 3, "丙丁": 9, "丙丁戊": 2}
    assert chosen(("甲乙", "丙丁", "丙丁戊"), lambda word: held.get(word, 0)) == ("甲乙", "丙丁")
    assert chosen(("己庚", "丙丁"), lambda word: held.get(word, 0)) == ("丙丁",)
    assert chosen(("己庚", "辛壬"), lambda word: 0) == ("己庚",)


def test_the_vocabulary_is_known_by_its_english_only() -> None:
    terms = Terms([Term("甲", english=("alpha",))], [Term("乙", ("丙",), english=("beta ray",))])
    assert [words for _, _, words in terms.find_english("Beta rays, alpha")] == [("乙", "丙"), ("甲",)]
    assert terms.get("乙") is None and [t.name for t in terms] == ["甲"]


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (13, "十三"), (20, "二十"), (32, "三十二")]
)
def test_numbers_of_sessions(number: int, said: str) -> None:
    assert numeral(number) == said


def test_languages_are_told_apart() -> None:
    assert is_english("Which counties have 委员工作站?")
    assert not is_english("CPPCC是什么？")
    assert not is_english("") and not is_english("１２３")


def test_a_dictionary_word_in_any_form() -> None:
    assert "桥梁" in chinese_for(("bridges",))
    assert "修理" in chinese_for(("repaired",))
    assert chinese_for(("qqqq",)) == ()


@pytest.mark.parametrize(
    ("letters", "cut"),
    [("lanzhou", ("lan", "zhou")), ("liujiaping", ("liu", "jia", "ping")), ("bridge", ()), ("", ())],
)
def test_syllables(letters: str, cut: Sequence[str]) -> None:
    assert syllables(letters) == cut


def test_characters_by_their_sound() -> None:
    assert {"柳", "刘", "六"} <= set(read_so("liu"))
    assert read_so("bridge") == ""


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("What was mended in Liujiaping town?", "柳家坪镇"),
        ("What did Shi Changgeng do?", "石长庚"),
        ("The bridge of Liu Jia Ping Town", "柳家坪镇"),
    ],
)
def test_names_by_their_sound_as_the_archive_writes_them(
    archive: Archive, question: str, written: str
) -> None:
    translation = archive.translate(question)
    assert [part.chinese for part in translation.parts if part.how == "name"] == [(written,)]
    assert archive.search(question)[0].source == "a"


def test_names_that_the_archive_does_not_hold_stay_unknown(archive: Archive) -> None:
    assert archive.translate("What did Wang Xiaozhong say in Beixiang town?").unknown != ()


def test_an_english_question_finds_what_its_chinese_twin_finds(archive: Archive) -> None:
    english = archive.search("What did the 12th chairpersons' meeting in gaolan discuss, water supply?")
    assert english[0].source == archive.search("皋兰县政协九届十二次主席会议讨论了什么")[0].source == "b"


def test_the_lists_are_sound() -> None:
    rules = read_rules()
    assert rules.numbers["twentieth"] == 20
    assert all(ends for ends in rules.kinds.values())
    assert not rules.skip & set(rules.kinds)


def test_a_county_elsewhere_of_which_nothing_tells_may_be_a_name_here(translator: Translator) -> None:
    def nowhere(word: str) -> int:
        return 0

    def named(name: str, ends: Sequence[str]) -> tuple[str, ...]:
        return ("水阜",) if name == "shuifu" else ()

    question = "Why was Shuifu's station criticised?"
    parts = translator.translate(question, nowhere, TODAY, named).parts
    assert [part.chinese for part in parts if part.how == "name"] == [("水阜",)]
    held = translator.translate(question, everywhere, TODAY, named).parts
    assert [part.chinese for part in held if part.how == "place"] == [("水富市",)]
