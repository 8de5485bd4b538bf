"""Prompts: every one in both languages, with the same placeholders, and filled in completely."""

from __future__ import annotations

import pytest

import prompts


@pytest.mark.parametrize("name", prompts.names())
def test_every_prompt_is_there_in_both_languages_with_the_same_placeholders(name: str) -> None:
    chinese, english = (prompts.placeholders(name, language) for language in prompts.LANGUAGES)
    assert chinese == english


def test_the_prompts_that_are_used_are_there() -> None:
    assert {"answer_rules", "answer_question", "rewrite_rules", "rewrite_question"} <= set(prompts.names())


@pytest.mark.parametrize("language", prompts.LANGUAGES)
def test_the_rules_name_the_refusal_and_leave_no_placeholder(language: str) -> None:
    text = prompts.render("answer_rules", language, refusal=prompts.REFUSAL)
    assert prompts.REFUSAL in text
    assert "{{" not in text


def test_a_missing_and_a_needless_value_are_errors() -> None:
    with pytest.raises(prompts.PromptError, match=r"missing for \['refusal'\]"):
        prompts.render("answer_rules", "zh")
    with pytest.raises(prompts.PromptError, match=r"no placeholder for \['more'\]"):
        prompts.render("answer_rules", "zh", refusal="x", more="y")


@pytest.mark.parametrize(
    ("name", "language"), [("no_such", "zh"), ("answer_rules", "fr"), ("../README", "zh")]
)
def test_an_unknown_prompt_is_an_error(name: str, language: str) -> None:
    with pytest.raises(prompts.PromptError):
        prompts.load(name, language)


def test_what_is_filled_in_is_not_searched_for_placeholders() -> None:
    values = {
        "question": "{{history}}",
        "evidence": "{{question}}",
        "history": "h",
        "form": "f",
        "refusal": "r",
    }
    text = prompts.render("answer_question", "en", **values)
    assert "{{history}}" in text and "{{question}}" in text


@pytest.mark.parametrize("language", prompts.LANGUAGES)
@pytest.mark.parametrize("name", prompts.names())
def test_a_prompt_without_one_of_its_values_is_an_error(name: str, language: str) -> None:
    values = {placeholder: "x" for placeholder in prompts.placeholders(name, language)}
    assert "{{" not in prompts.render(name, language, **values)
    for missing in values:
        with pytest.raises(prompts.PromptError, match=missing):
            prompts.render(name, language, **{k: v for k, v in values.items() if k != missing})
