"""Every text that is sent to a language model, and the loader for them.

A prompt is a Markdown file `NAME.LANGUAGE.md` in this folder; `{{name}}` in it is a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
# What a model is told to answer, and nothing else, where the evidence does not answer the question.
REFUSAL = "[[NO ANSWER]]"
_FOLDER = Path(__file__).parent
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class PromptError(ValueError):
    """A prompt does not exist, or its placeholders and the values given for them differ."""


def names() -> list[str]:
    """Return the names of all prompts."""
    return sorted({path.name.split(".")[0] for path in _FOLDER.glob("*.md") if path.name.count(".") == 2})


@cache
def load(name: str, language: str) -> str:
    """Load a prompt as written.

    Args:
        name: the prompt's name.
        language: "zh" or "en".

    Raises:
        PromptError: there is no such prompt.
    """
    path = _FOLDER / f"{name}.{language}.md"
    if name not in names() or not path.is_file():
        raise PromptError(f"there is no prompt {name!r} in the language {language!r}; prompts are {names()}")
    return path.read_text(encoding="utf-8").strip()


def placeholders(name: str, language: str) -> Set[str]:
    """Return the names of a prompt's placeholders.

    Args:
        name: the prompt's name.
        language: "zh" or "en".
    """
    return frozenset(_PLACEHOLDER.findall(load(name, language)))


def render(name: str, language: str, **values: str) -> str:
    """Fill in a prompt's placeholders; what is filled in is not searched for placeholders again.

    Args:
        name: the prompt's name.
        language: "zh" or "en".
        **values: one text per placeholder.

    Raises:
        PromptError: a placeholder has no value, or a value no placeholder.
    """
    wanted = placeholders(name, language)
    if wanted != values.keys():
        missing, unknown = sorted(wanted - values.keys()), sorted(values.keys() - wanted)
        raise PromptError(
            f"prompt {name}.{language}: values missing for {missing}, no placeholder for {unknown}"
        )
    return _PLACEHOLDER.sub(lambda found: values[found[1]], load(name, language))
