"""Sentences that tell a number of each of several places."""

from __future__ import annotations

from itertools import pairwise

from assistant.lists.attribution import Acting
from assistant.lists.distributed import distributed, each_place
from assistant.lists.evidence import Evidence
from assistant.lists.figures import Figure
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


def test_the_next_sentence_tells_the_parts() -> None:
    first = "在东河县和西山县，60个读书角里有28个没开门。"
    text = f"{first}其中东河县20个、西山县8个。后来28个读书角都开了门。"

    def place(name: str, code: str, after: int = 0) -> Mention:
        at = text.index(name, after)
        return Mention("place", at, at + len(name), name, name=name, code=code)

    def number(printed: str, value: float) -> Mention:
        at = text.index(printed, len(first))
        return Mention("quantity", at, at + len(printed), printed, value=value, unit="个", name="")

    ends = [0, len(first), text.index("后来"), len(text)]
    sentences = tuple(Sentence(a, b, 0) for a, b in pairwise(ends))
    told = (place("东河县", "629901", len(first)), place("西山县", "629902", len(first)))
    mentions = (*told, number("20个", 20), number("8个", 8))
    annotation = Annotation(sentences, tuple(sorted(mentions, key=lambda m: m.start)))
    article = Article(article_id="a", source="s", n=1, kind="news", text=text)
    both = (Acting("629901", True), Acting("629902", True))
    evidence = Evidence(article, annotation, sentences[0], 8, "读书角", "mentioned", both, None, ())
    later = Evidence(
        article,
        annotation,
        sentences[2],
        ends[2] + 5,
        "读书角",
        "mentioned",
        (Acting("629902", False),),
        Figure(28, "个", "", (28,), "28个"),
        (),
    )
    found = distributed([evidence, later])
    assert [(e.acting[0].code, e.figure.value if e.figure else None) for e in found] == [
        ("629901", 20),
        ("629902", 8),
        ("629902", None),
    ]
    assert all(e.also == (sentences[1],) for e in found[:2])
