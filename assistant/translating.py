"""A language model translates English questions; `index.interpreted` checks each against the tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

import prompts
from assistant.generate import LanguageModel, load_model
from assistant.parsing.language import language_of
from assistant.question import Reader
from assistant.records import Question
from assistant.settings import Settings
from index.errors import ModelError
from index.search import Archive

_NOTHING = {"zh": "（无）", "en": "(nothing)"}


class ModelInterpreter:
    """Ask the configured model for translations.

    Args:
        settings: address, name, key and limits of the model.
        load: makes the model, at first need: Chinese questions never wait for it.
    """

    def __init__(
        self, settings: Settings, load: Callable[[Settings], LanguageModel | None] = load_model
    ) -> None:
        self._settings, self._load = settings, load

    def translate(self, question: str, known: Sequence[tuple[str, Sequence[str]]]) -> str:
        """Return an English question in Chinese, unchecked; see `index.interpreted.Interpreter`."""
        language = language_of(question)
        lines = "\n".join(f"- {said}: {' / '.join(chinese)}" for said, chinese in known)
        user = prompts.render(
            "translate_question", language, known=lines or _NOTHING[language], question=question
        )
        return self._model.complete(prompts.load("translate_rules", language), user)

    @cached_property
    def _model(self) -> LanguageModel:
        model = self._load(self._settings)
        if model is None:
            raise ModelError("no model is configured", hint="set WENDANG_MODEL_BASE_URL")
        return model


def read_translated(
    reader: Reader, archive: Archive, question: str, history: Sequence[str]
) -> tuple[Question, str]:
    """Return an English question as its translation is understood, where the archive's interpreter has one.

    Args:
        reader: understands questions.
        archive: translates them.
        question: in English or Chinese.
        history: earlier questions, oldest first.

    Returns:
        The question, and why a translation of the model's is not used, empty where there is no such.
    """
    found = archive.translate(question) if language_of(question) == "en" else None
    if found is None or not found.whole:
        return reader.read(question, history), found.doubt if found else ""
    # The answer is given in the language of whoever asked.
    return replace(reader.read(found.whole, history), language="en"), ""
