"""Terms written with other characters of the same sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.parsing.shown import explain
from assistant.parsing.soundalike import Soundalikes
from tests.asking import read

MEND = Soundalikes(["委员工作站", "工作站", "专题协商会", "微协商", "协商"])


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("委员工做站", "委员工作站"),
        ("哪些工作战开了门", "哪些工作站开了门"),
        ("专题斜商会", "专题协商会"),
        ("区里为协商办了什么", "区里为协商办了什么"),
        ("委员工作室", "委员工作室"),
        ("斜商", "斜商"),
    ],
)
def test_what_sounds_like_a_term_is_the_term(said: str, meant: str) -> None:
    assert MEND.mended(said) == meant


@given(st.text(alphabet="委员工作做站战协斜商会为微的a ", max_size=20))
def test_lengths_stay_and_what_is_mended_stays(text: str) -> None:
    once = MEND.mended(text)
    assert len(once) == len(text) and MEND.mended(once) == once


def test_a_misspelt_question_reads_like_the_right_one() -> None:
    for said, meant in (("工做站", "工作站"), ("工作战", "工作站")):
        one, other = (f"高台县有多少个委员{word}？" for word in (said, meant))
        assert explain(read(one)) == explain(read(other))


def test_a_name_that_is_right_is_left_as_it_is() -> None:
    names = Soundalikes(["镇原县"], lambda said: said == "镇远县")
    assert names.mended("镇源县的会") == "镇原县的会"
    assert names.mended("镇远县的会") == "镇远县的会"


def test_people_are_not_mended_into_houses() -> None:
    names = Soundalikes(["养老护理院"])
    assert names.mended("养老护理员") == "养老护理员"
    assert names.mended("养老互理院") == "养老护理院"
