"""The words of the interface, from the files in words/."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.records import Language
from index.errors import DataError

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class ExampleText:
    """An example question: what the archive must hold for it, and its wording per language."""

    needs: tuple[str, ...]
    wording: dict[str, str]


class Texts:
    """The words of one language.

    Args:
        table: text per key; a group such as "status" is a table of its own.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key ("close", "status.partial") with its {names} filled in.

        Raises:
            DataError: if no file in words/ has such a key.
        """
        found: Any = self._table
        for part in key.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if not isinstance(found, str):
            raise DataError(f"the text “{key}” is missing", subject="assistant/ui/words", hint="add it")
        return found.format(**values) if values else found

    def get(self, key: str, default: str) -> str:
        """Return the text of a key, or the default where there is none."""
        try:
            return self(key)
        except DataError:
            return default


@cache
def texts(language: Language) -> Texts:
    """Return the words of a language: of words/zh.toml and every words/zh_*.toml beside it."""
    table: dict[str, Any] = {}
    for file in sorted(files(__package__).joinpath("words").iterdir(), key=lambda file: file.name):
        if file.name.startswith((f"{language}.", f"{language}_")):
            table |= tomllib.loads(file.read_text(encoding="utf-8"))
    return Texts(table)


@cache
def example_texts() -> tuple[ExampleText, ...]:
    """Return the example questions, best first."""
    return tuple(
        ExampleText(tuple(entry["needs"]), {language: entry[language] for language in LANGUAGES})
        for entry in _examples()["examples"]
    )


@cache
def follow_ups(language: Language) -> dict[str, tuple[str, ...]]:
    """Return the follow-up questions that are offered below an answer, by its kind."""
    return {kind: tuple(texts) for kind, texts in _examples()["follow_ups"][language].items()}


@cache
def _examples() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words", "examples.toml").read_text(encoding="utf-8"))
