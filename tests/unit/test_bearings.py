"""What limits where and when is taken out of a question before its subject is looked for."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.parsing.bearings import Bearer, Bearings
from assistant.parsing.placing import Placing
from assistant.parsing.rules import load_question_rules
from tests.archives import gazetteer


def bearings(text: str) -> Bearings:
    placing = Placing(gazetteer())
    return Bearer(
        load_question_rules(), placing, date(2024, 6, 1), lambda said: (), lambda: ("一句话新闻",)
    ).read(text)


@pytest.mark.parametrize(
    "text",
    [
        "2023年5月环县政协视察了什么？",
        "环县第三版的“一句话新闻”里有什么？",
        "哪些县开了会（市不算）？",
        "What did Huan County inspect in May 2023?",
    ],
)
def test_every_offset_is_kept(text: str) -> None:
    told = bearings(text)
    assert len(told.rest) == len(told.folded)
    assert all(a in (b, "\0") for a, b in zip(told.rest, told.folded, strict=True))


def test_times_places_pages_and_columns_are_told() -> None:
    told = bearings("2023年5月12日第三版“一句话新闻”里，环县政协做了什么？")
    assert [t.range.iso for t in told.times if t.range] == ["2023-05-12"]
    assert told.places == ("621022",) and told.printed.pages == ("3",)
    assert told.printed.sections == ("一句话新闻",)


def test_what_is_left_out_is_no_subject() -> None:
    told = bearings("哪些县开了会，不包括座谈会？")
    assert told.excluded == ("座谈会",) and "座谈" not in told.rest
