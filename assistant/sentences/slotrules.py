"""The rules by which a figure counts what is asked for: part [slot] of `data/presumed.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.packaged import load_packaged


@dataclass(frozen=True, slots=True)
class SlotRules:
    """The compiled rules of `presumed.toml`, part [slot]; see there what each is for."""

    idle: re.Pattern[str]
    sort: re.Pattern[str]
    attribute: re.Pattern[str]
    seen: re.Pattern[str]
    seen_after: re.Pattern[str]
    members: re.Pattern[str]
    gathered: re.Pattern[str]
    visiting: re.Pattern[str]
    naming: re.Pattern[str]
    leading: re.Pattern[str]
    titled: re.Pattern[str]
    heads: re.Pattern[str]
    people: re.Pattern[str]
    peopled: re.Pattern[str]


@cache
def load_slot_rules() -> SlotRules:
    """Read and compile the packaged rules.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "presumed.toml", _rules, "a rule of [slot] is wrong")


def _rules(raw: dict[str, Any]) -> SlotRules:
    return SlotRules(**{name: re.compile(raw["slot"][name]) for name in SlotRules.__slots__})
