"""How a question was understood, as small chips that can be taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import get_args

from assistant.corrections import Corrections, gazetteer, part_key
from assistant.records import Answer, AnswerKind, Language
from assistant.ui.actions import address, button
from assistant.ui.texts import Texts, texts

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of an understood question: what it is, its key, and the words for it."""

    what: str
    key: str
    words: str


def place_name(code: str, language: Language) -> str:
    """Return the name of a place by its code, the code itself where it is unknown."""
    place = gazetteer().get(code)
    if place is None:
        return code
    return place.english or place.name if language == "en" else place.name


def chips(answer: Answer) -> list[Chip]:
    """Return the parts of a question that were understood, places first."""
    return list(_parts(answer))


def _parts(answer: Answer) -> Iterator[Chip]:
    read = answer.understood
    for code in _strings(read.get("places")):
        yield Chip("place", part_key("place", code), place_name(code, answer.language))
    for time in _strings(read.get("times")):
        yield Chip("time", part_key("time", time), time.replace("/", " – "))
    for name in ("subject", "activities"):
        groups = read.get(name)
        for group in groups if isinstance(groups, list) else []:
            if words := _strings(group):
                yield Chip("subject", part_key("subject", words[0]), words[0])


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []


def dropped_words(key: str, language: Language) -> str:
    """Return the words for a part that was taken away, by its key."""
    what, _, value = key.partition(":")
    return place_name(value, language) if what == "place" else value.replace("/", " – ")


def chips_html(answer: Answer, corrections: Corrections, turn: int) -> str:
    """Return the chips of an answered question: its parts, those taken away, and the kind of answer.

    Args:
        answer: the answer, with how its question was understood.
        corrections: what the visitor has corrected so far.
        turn: 0-based number of the turn.
    """
    say = texts(answer.language)
    found = "".join(_chip(chip, turn, answer.language, say) for chip in chips(answer))
    away = (*corrections.dropped, *(key for key, _ in corrections.instead))
    gone = "".join(_gone(key, turn, answer.language, say) for key in dict.fromkeys(away))
    label = f'<span class="wd-chips-label">{escape(say("understood"))}</span>'
    return f'<div class="wd-chips">{label}{_kinds(answer, turn, say)}{found}{gone}</div>'


def _chip(chip: Chip, turn: int, language: Language, say: Texts) -> str:
    title = say("drop_part", part=chip.words)
    face = (
        f'<span class="wd-chip-what">{escape(say(f"part.{chip.what}"))}</span>{escape(chip.words)}'
        '<span class="wd-x" aria-hidden="true">×</span>'
    )
    drop = button(address("ask", "drop", turn, chip.key), face, f"wd-chip wd-{chip.what}", title=title)
    others = list(alternatives(chip, language))
    if not others:
        return drop
    menu = "".join(
        button(address("ask", "instead", turn, chip.key, value), escape(words), "wd-kind")
        for value, words in others
    )
    more = escape(say("other_part", part=chip.words))
    return (
        f'<span class="wd-pair">{drop}<details class="wd-kinds">'
        f'<summary class="wd-chip wd-more" title="{more}" aria-label="{more}">'
        f'<span aria-hidden="true">▾</span></summary><div class="wd-menu">{menu}</div></details></span>'
    )


def alternatives(chip: Chip, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what may have been meant instead of a place or a time, as its value and its words.

    A place: what it lies in, and other places of its name. A time: the longer ones that it lies in, and the
    same a year before and after.
    """
    _, _, value = chip.key.partition(":")
    if chip.what == "place" and (place := gazetteer().get(value)):
        wider = (
            *gazetteer().ancestors(value),
            *gazetteer().named(place.short),
            *gazetteer().named(place.name),
        )
        for other in dict.fromkeys(p.code for p in wider if p.code != value):
            above = gazetteer().ancestors(other)[:1]
            within = f"（{place_name(above[0].code, language)}）" if above and above[0].code != value else ""
            yield other, place_name(other, language) + within
    if chip.what == "time" and _DAY.fullmatch(value):
        longer = [value[:length] for length in (7, 4) if length < len(value)]
        year = int(value[:4])
        around = [f"{other}{value[4:]}" for other in (year - 1, year + 1)]
        yield from ((other, other) for other in (*longer, *around) if not other.endswith("-02-29"))


def _gone(key: str, turn: int, language: Language, say: Texts) -> str:
    words = dropped_words(key, language)
    face = f'<s>{escape(words)}</s><span class="wd-x" aria-hidden="true">↺</span>'
    title = say("restore_part", part=words)
    return button(address("ask", "restore", turn, key), face, "wd-chip wd-gone", title=title)


def _kinds(answer: Answer, turn: int, say: Texts) -> str:
    """Return the kind of answer as a chip that opens a choice of the others."""
    others = "".join(
        button(
            address("ask", "kind", turn, kind),
            escape(say(f"kind.{kind}")),
            "wd-kind",
            pressed=kind == answer.kind,
        )
        for kind in get_args(AnswerKind)
    )
    face = f'<span class="wd-chip-what">{escape(say("part.kind"))}</span>{escape(say(f"kind.{answer.kind}"))}'
    return (
        f'<details class="wd-kinds"><summary class="wd-chip wd-kind-chip">{face}'
        '<span class="wd-x" aria-hidden="true">▾</span></summary>'
        f'<div class="wd-menu">{others}</div></details>'
    )
