"""The rules of questions and assertions: complete in both languages, and loud when they are broken."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from assistant.parsing import rules as module
from assistant.parsing.rules import load_assertion_rules, load_question_rules
from assistant.records import AnswerKind
from index.errors import DataError

DATA = Path(module.__file__).parents[1] / "data"


def test_every_pattern_stands_in_both_languages() -> None:
    rules = load_question_rules()
    pairs = [getattr(rules, f.name) for f in fields(rules)]
    pairs = [p for p in pairs if isinstance(p, dict) and all(isinstance(v, re.Pattern) for v in p.values())]
    pairs += [rule.patterns for group in (rules.kinds, rules.rows, rules.units) for rule in group]
    assert len(pairs) > 30
    for pair in pairs:
        assert set(pair) == {"zh", "en"}


def test_kinds_are_known_and_the_last_takes_everything() -> None:
    rules = load_question_rules()
    assert {rule.kind for rule in rules.kinds} <= set(get_args(AnswerKind))
    last = rules.kinds[-1]
    assert last.kind == "what"
    assert all(pattern.search("?") for pattern in last.patterns.values())


def test_levels_of_rows_are_levels_of_places() -> None:
    for row in load_question_rules().rows:
        assert set(row.levels) <= {"county", "prefecture", "province"}


def test_english_patterns_are_written_in_lower_case() -> None:
    # They are searched in the lower-cased question, so a capital outside an escape could never match.
    for rule in load_question_rules().kinds:
        bare = re.sub(r"\\.", "", rule.patterns["en"].pattern)
        assert bare == bare.lower(), rule.kind


def test_longer_words_of_asking_are_tried_first() -> None:
    found = load_question_rules().ask.search("请告诉我")
    assert found and found.group() == "请告诉我"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("set_up", "全县九个乡镇都已挂牌"),
        ("denied", "该县尚未设站"),
        ("planned", "县里打算明年动工"),
        ("example", "一行人前往邻县观摩"),
        ("operating", "委员们每周值班"),
        ("held", "主席会议昨日召开"),
    ],
)
def test_words_of_assertion_are_found(name: str, sentence: str) -> None:
    pattern = getattr(load_assertion_rules(), name)
    assert pattern.search(sentence)
    assert not pattern.search("天很蓝")


def test_an_appeal_is_told_from_a_report() -> None:
    urged = load_assertion_rules().urged
    assert urged.match("要开展调研，摸清底数。")
    assert urged.match("会议强调，要深入基层。")
    assert not urged.match("3月5日，委员们开展调研。")


@pytest.mark.parametrize(
    ("name", "load"),
    [("questions.toml", load_question_rules), ("assertions.toml", load_assertion_rules)],
)
@pytest.mark.parametrize("damage", ["= no toml", "", "broken"])
def test_a_malformed_file_is_named(
    name: str, load: object, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    # A pattern that is no regular expression, or a file that lacks what is needed.
    broken = text.replace("(?:", "(?:(", 1) if damage == "broken" and "(?:" in text else damage
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_text(broken, encoding="utf-8")
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    with pytest.raises(DataError, match=name) as caught:
        load.__wrapped__()  # type: ignore[attr-defined]
    assert caught.value.hint
