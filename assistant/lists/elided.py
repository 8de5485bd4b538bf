"""Names that reports shorten because others that end alike stand before them: 全国和全省宗教工作会议."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.packaged import load_packaged

_PLAIN = 2  # characters of a level; a single one (县政协) begins words of all sorts


@dataclass(frozen=True, slots=True)
class ElisionRules:
    """How names are shortened; `assistant/data/elided.toml` says what each field means."""

    levels: tuple[str, ...]
    joined: tuple[str, ...]
    shared: int
    session: re.Pattern[str]
    numbers: str


@cache
def load_rules() -> ElisionRules:
    """Read the packaged rules.

    Raises:
        DataError: a rule is missing or cannot be used.
    """
    return load_packaged("assistant", "elided.toml", _rules, "a rule of shortened names is wrong")


def _rules(raw: dict[str, Any]) -> ElisionRules:
    levels = tuple(sorted(raw["levels"], key=lambda level: -len(level)))
    return ElisionRules(
        levels, tuple(raw["joined"]), int(raw["shared"]), re.compile(raw["session"]), raw["numbers"]
    )


def elided(name: str, rules: ElisionRules | None = None) -> tuple[str, ...]:
    """Return the forms in which a name may stand where another that ends like it stands before it.

    Args:
        name: what is looked for, folded.
        rules: how names are shortened; the packaged rules when None.

    Returns:
        The forms, without the name itself; none for a name that shares its end with nothing.
    """
    rules = rules or load_rules()
    if numbered := rules.session.search(name):
        return _sessions(name, numbered, rules)
    level = next((level for level in rules.levels if name.startswith(level)), "")
    rest = name[len(level) :]
    if len(level) < _PLAIN or len(rest) < rules.shared:
        return ()
    others = (other for other in rules.levels if other != level)
    return tuple(f"{level}{by}{other}{rest}" for other in others for by in rules.joined)


def _sessions(name: str, numbered: re.Match[str], rules: ElisionRules) -> tuple[str, ...]:
    of, number, kind = numbered["of"], numbered["number"], numbered["kind"]
    before, after = name[: numbered.start()], name[numbered.end() :]
    earlier = rules.numbers[: rules.numbers.index(number)]
    return tuple(
        f"{before}{of}{other}{short}{by}{number}{kind}{after}"
        for other in earlier
        for short in (kind[0], kind)
        for by in rules.joined
    )
