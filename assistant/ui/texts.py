"""The words of the interface, from texts.toml."""

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
            DataError: if texts.toml has no such key.
        """
        found: Any = self._table
        for part in key.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if not isinstance(found, str):
            raise DataError(f"the text “{key}” is missing", subject="assistant/ui/texts.toml", hint="add it")
        return found.format(**values) if values else found

    def get(self, key: str, default: str) -> str:
        """Return the text of a key, or the default where there is none."""
        try:
            return self(key)
        except DataError:
            return default


@cache
def texts(language: Language) -> Texts:
    """Return the words of a language."""
    return Texts(_read()[language])


@cache
def example_texts() -> tuple[ExampleText, ...]:
    """Return the example questions, best first."""
    entries = _read()["examples"]
    return tuple(
        ExampleText(tuple(entry["needs"]), {language: entry[language] for language in LANGUAGES})
        for entry in entries
    )


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("texts.toml").read_text(encoding="utf-8"))
