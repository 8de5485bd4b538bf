"""Take a sentence apart that asks several things at once: one question for each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.parsing.language import in_words, language_of
from assistant.records import Language
from index.packaged import load_packaged

_STEM = 4  # characters of what a few nouns are asked of


@dataclass(frozen=True, slots=True)
class _Parting:
    """The compiled rules of one language; the comments of `data/parting.toml` say what each is for."""

    asks: re.Pattern[str]
    joint: re.Pattern[str]
    bare: re.Pattern[str]
    run: re.Pattern[str] | None
    nouns: tuple[tuple[re.Pattern[str], str], ...]

    def clauses(self, text: str) -> list[str]:
        """Return the clauses that ask, each with what stands before it and asks nothing."""
        found: list[str] = []
        start, low = 0, text.lower()
        ends = [(m.start(), m.end()) for m in self.joint.finditer(low)]
        for end, after in [*ends, (len(text), len(text))]:
            if self.asks.search(low[start:end]):
                found.append(text[start:end].strip())
                start = after
        rest = text[start:].strip(" ？?。.，,")
        if rest and found:
            found[-1] = f"{found[-1]}，{rest}" if self.run else f"{found[-1]}, {rest}"
        return self._filled([part for part in found if part])

    def _filled(self, found: list[str]) -> list[str]:
        """Return clauses, those that are only an asking word with what the next one tells of."""
        for i in range(len(found) - 2, -1, -1):
            if self.bare.fullmatch(found[i].lower()):
                _, _, told = found[i + 1].partition(" ")
                found[i] = f"{found[i]} {told}"
        return found

    def spread(self, text: str) -> list[str]:
        """Return a question for each of the nouns that end a text (时间、地点和人数), if there are two."""
        found = self.run.search(text) if self.run else None
        if found is None or self.asks.search(found["stem"]):
            return []
        run, asked = found["run"], []
        while run:
            said = next((m.end(), plain) for noun, plain in self.nouns if (m := noun.match(run)))
            asked.append(said[1])
            run = re.sub(r"^[、，,；;\s和及与跟]+", "", run[said[0] :])
        return [f"{found['stem'].rstrip('的')}{how}？" for how in asked] if len(asked) > 1 else []


def clauses(text: str) -> list[str]:
    """Return the questions that one sentence asks, in order; a single one where it asks for one thing.

    Args:
        text: the message.
    """
    language = language_of(text)
    rules = load_parting()[language]
    text = in_words(text) if language == "zh" else text
    return rules.spread(text) or rules.clauses(text)


def _parting(raw: dict[str, Any], nouns: list[dict[str, str]]) -> _Parting:
    said = "|".join(f"(?:{entry['zh']})" for entry in nouns)
    end = f"{raw['between']}(?:{said}))+){raw['after']}" if nouns else ""
    return _Parting(
        asks=re.compile(raw["asks"]),
        joint=re.compile(raw["joint"]),
        bare=re.compile(raw["bare"]),
        run=re.compile(f"^(?P<stem>.{{{_STEM},}}?)(?P<run>(?:{said})(?:{end}") if nouns else None,
        nouns=tuple((re.compile(entry["zh"]), entry["plain"]) for entry in nouns),
    )


def _both(raw: dict[str, Any]) -> dict[Language, _Parting]:
    return {"zh": _parting(raw["zh"], raw["nouns"]), "en": _parting(raw["en"], [])}


@cache
def load_parting() -> dict[Language, _Parting]:
    """Read and compile the packaged rules of taking sentences apart.

    Raises:
        DataError: a rule is missing or is no regular expression.
    """
    return load_packaged("assistant", "parting.toml", _both, "a rule of taking sentences apart is wrong")
