"""Sentences that tell a number of each of several places."""

from __future__ import annotations

from assistant.lists.attribution import Acting
from assistant.lists.distributed import each_place
from assistant.lists.evidence import Evidence
from index.records import Annotation, Article, Mention, Sentence

_TEXT = "全市建起读书角60个，其中东河县35个、西山县有25个。"


def _place(name: str, code: str) -> Mention:
    at = _TEXT.index(name)
    return Mention("place", at, at + len(name), name, name=name, code=code)


def _number(printed: str, value: float) -> Mention:
    at = _TEXT.index(printed)
    return Mention("quantity", at, at + len(printed), printed, value=value, unit="个", name="读书角")


def _evidence(*mentions: Mention) -> Evidence:
    sentence = Sentence(0, len(_TEXT), 0)
    article = Article(article_id="a", source="s", n=1, kind="news", text=_TEXT)
    annotation = Annotation((sentence,), tuple(sorted(mentions, key=lambda m: m.start)))
    whole = (Acting("629900", False),)
    return Evidence(article, annotation, sentence, 4, "读书角", "set_up", whole, None, ())


def test_each_place_has_its_own_number_and_the_whole_stays() -> None:
    places = [_place("东河县", "629901"), _place("西山县", "629902")]
    told = each_place(_evidence(*places, _number("60个", 60), _number("35个", 35), _number("25个", 25)))
    assert [e.acting[0].code for e in told] == ["629900", "629901", "629902"]
    assert [e.figure.value for e in told if e.figure] == [35, 25]


def test_one_place_with_a_number_is_no_series() -> None:
    alone = _evidence(_place("东河县", "629901"), _number("35个", 35))
    assert each_place(alone) == [alone]
