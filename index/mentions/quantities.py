"""Quantities of a text: number, hedge, unit, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from index.mentions.numbers import ARABIC, CHINESE, MULTIPLIER, parse_number
from index.mentions.phrases import noun_after, noun_before
from index.mentions.units import Unit, alternatives, units
from index.records import Mention

# Every quantity begins at such a run; scanning for runs first keeps the long pattern off most of the text.
# The first character stands apart: the search for one set of characters is fast. None before it is a
# figure, or a long run would be tried from each of its figures.
_FIGURES = "[0-9０-９零〇一二两三四五六七八九十百千万亿几]"
_RUN = f"{_FIGURES}(?<!{_FIGURES}{_FIGURES}){_FIGURES}*+"
# What may stand behind such a run in a quantity, beside a unit's own characters.
_BEHIND = " 余多,，.．-—–~～至到分"
# A figure after a letter, or after a figure and a point, is part of a name (G30, C919, 1.2.3).
_IN_NAME = re.compile(r"(?:[A-Za-zＡ-Ｚａ-ｚ]|[0-9０-９][.．])$")
_NAME_ENDS = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ.．\n]")  # looked at first
_STEPS = "十百千万亿"
# Half a unit more stands behind some units (三天半, 两年半); 半 may begin another word there (两年半价).
_HALF = "(?P<half>(?<=[天年时周岁里亩斤倍])半(?![年月天小个价数路途夜山腰截成块条]))?"
_ROUND = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_OPENING = frozenset('“‘「『"')
_YEARS = range(1000, 2200)
# Where a count ends its clause, what is counted stands before it (委员工作室1个).
_EDGE = re.compile(r"\W|$|和|及|与|以及")
_BRIDGE = re.compile(
    "(?:扩大|增加|增长|发展|提高|提升|上升|下降|减少|缩短|降低|延长)(?:到|至|为)|增至|升至|降至|减至|变为|变成"
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    run: re.Pattern[str]
    quantity: re.Pattern[str]
    hedge: re.Pattern[str]
    round_hedge: re.Pattern[str]
    hedge_ends: frozenset[str]
    phrases: re.Pattern[str]
    negative: dict[str, re.Pattern[str]]
    ordinal: dict[str, re.Pattern[str]]


def find_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """Find the quantities of a text.

    Dates, ordinals (第三, 十四届二次), slogans in quotation marks (“两个确立”), numbers without a unit and
    fixed phrases are no quantities.

    Args:
        text: any text.
        taken: stretches that hold something else, such as dates, in order.

    Returns:
        Mentions of kind "quantity" in order; text[start:end] is hedge, number and unit. The value of an
        uncertain number (数百, 三五个, 3至5名) is None.
    """
    patterns = _patterns()
    blocked = sorted([*taken, *(match.span() for match in patterns.phrases.finditer(text))])
    mentions: list[Mention] = []
    for match in _candidates(text, blocked):
        mention = _mention(text, match, mentions[-1] if mentions else None)
        # 一条 that counts nothing is a turn of speech.
        if mention.name or match["number"] != "一":
            mentions.append(mention)
    return mentions


def _candidates(text: str, blocked: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    patterns, known = _patterns(), units().units
    end = nearest = 0
    for run in patterns.run.finditer(text):
        start = run.start()
        if start < end:
            continue
        while nearest < len(blocked) and blocked[nearest][1] <= start:
            nearest += 1
        free = blocked[nearest][0] if nearest < len(blocked) else len(text)
        match = patterns.quantity.match(text, start) if start < free else None
        if match is None or match.end() > free:
            continue
        if not (match["share"] or _counts(text, match, known[match["unit"]])):
            continue
        end = match.end()
        yield match


@cache
def _patterns() -> _Patterns:
    known = units()
    number = f"(?:{ARABIC}|(?:{CHINESE[:-2]}几]+))"
    # Looked for before any unit is tried: most numbers have none.
    firsts = re.escape("".join(sorted({unit[0] for unit in known.units})))
    quantity = (
        rf"百分之 ?(?P<share>{number})"
        rf"|(?:(?P<low>{number}) ?(?:[-—–~～至到]) ?)?"
        rf"(?P<number>{number})(?P<rest> ?[余多几]?(?:{MULTIPLIER})??[余多几]?) ?"
        rf"(?=[{firsts}])(?P<unit>{alternatives(list(known.units))}){_HALF}(?P<after>(?:(?:{alternatives(known.hedges_after)})(?!少))?)"
    )
    values = known.units.values()
    return _Patterns(
        run=re.compile(f"{_RUN}{_followed(list(known.units))}"),
        quantity=re.compile(quantity),
        hedge=re.compile(f"(?<![{known.hedges_never_after}])(?:{alternatives(known.hedges_before)}) ?$"),
        round_hedge=re.compile(f"(?:{alternatives(known.hedges_before + known.hedges_before_round)}) ?$"),
        hedge_ends=frozenset(" \n").union(
            word[-1] for word in known.hedges_before + known.hedges_before_round
        ),
        phrases=re.compile(alternatives(known.phrases)),
        negative={u.name: re.compile(alternatives(u.not_before)) for u in values if u.not_before},
        ordinal={u.name: re.compile(alternatives(u.ordinal_before)) for u in values if u.ordinal_before},
    )


def _followed(names: Sequence[str]) -> str:
    """Return what looks whether behind a run of figures a quantity may go on: behind most it cannot.

    A unit may begin with figures (万元): what counts is its first character that is none.
    """
    figure = re.compile(_FIGURES)
    behind = {next((c for c in name if not figure.match(c)), "") for name in names}
    return f"(?=[{re.escape(''.join(sorted(behind)) + _BEHIND)}])" if "" not in behind else ""


def _counts(text: str, match: re.Match[str], unit: Unit) -> bool:
    """Say whether a number with a unit is a quantity where it stands."""
    known, patterns = units(), _patterns()
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    number, start, follows = match["low"] or match["number"], match.start(), match.end("unit")
    if (
        before in known.never_after
        or before in unit.not_after
        or (_NAME_ENDS.match(before) and _IN_NAME.search(text[max(0, start - 2) : start]))
    ):
        return False
    if (pattern := patterns.negative.get(unit.name)) and pattern.match(text, follows):
        return False
    if number[0] in "0123456789０１２３４５６７８９":
        return not (unit.name == "年" and _is_year(number))
    if not unit.chinese or before in _OPENING or before in known.never_after_chinese or number == "二":
        return False
    if number == "一" and (
        before in known.never_after_one or text.endswith(known.never_after_one_words, 0, start)
    ):
        return False
    if _is_round(number) and number != "十" and not _hedge(text, match)[1]:
        return False
    if (pattern := patterns.ordinal.get(unit.name)) and pattern.match(text, follows):
        return False
    return not (unit.name == "年" and len(number) == 4 and parse_number(number) is not None)


def _is_year(number: str) -> bool:
    value = parse_number(number)
    return value is not None and len(number) == 4 and int(value) in _YEARS


def _is_round(number: str) -> bool:
    return not number.strip(_STEPS)


def _hedge(text: str, match: re.Match[str]) -> tuple[int, str]:
    """Return where a quantity with its hedge begins, and the hedge."""
    patterns, start, rest = _patterns(), match.start(), match["rest"]
    hedge = "".join([c for c in rest if c in "余多几"]) if rest else ""
    hedge += match["after"] or ""
    if not start or text[start - 1] not in patterns.hedge_ends:
        return start, hedge
    pattern = patterns.round_hedge if _is_round(match["number"] or match["share"]) else patterns.hedge
    before = pattern.search(text, max(0, start - 4), start)
    return (before.start(), before.group().rstrip() + hedge) if before else (start, hedge)


def _value(match: re.Match[str], hedge: str) -> Decimal | None:
    """Return the number, None where the words do not say which (数百, 三五, 3至5)."""
    if match["share"]:
        return Decimal(100) if match["share"] == "百" else parse_number(match["share"])
    if match["low"] or hedge.startswith("数") or "几" in match["number"]:
        return None
    if match["half"]:
        whole = parse_number(match["number"] + match["rest"].strip())
        return None if whole is None else whole + Decimal("0.5")
    number = match["number"] + "".join([c for c in match["rest"] if c in _STEPS])
    if number.isascii() and number.isdigit():
        return Decimal(number)
    if _is_round(number) and number != "十":
        value = Decimal(1)
        for c in number:
            value *= _ROUND[c]
        return value
    return parse_number(number)


def _mention(text: str, match: re.Match[str], previous: Mention | None) -> Mention:
    start, hedge = _hedge(text, match)
    value = _value(match, hedge)
    unit = units().units["%" if match["share"] else match["unit"]]
    return Mention(
        kind="quantity",
        start=start,
        end=match.end(),
        text=text[start : match.end()],
        name=_counted(text, start, match.end(), unit, value, previous),
        value=None if value is None else float(value),
        unit="%" if unit.name == "％" else unit.name.replace("多", ""),
        hedge=hedge + ("多" if "多" in unit.name else ""),
    )


def _counted(
    text: str, start: int, end: int, unit: Unit, value: Decimal | None, previous: Mention | None
) -> str:
    """Return what is counted: the noun after the unit (18个乡镇) or before the number (委员工作室82个)."""
    if unit.itself:
        return unit.name
    floor = previous.end if previous else 0
    # After 人 a verb is the predicate, as after a count of acts.
    kind = "action" if unit.name == "人" else unit.kind
    if kind in ("share", "rate"):
        return noun_before(text, floor, start, kind)
    if kind == "money":
        name = noun_before(text, floor, start, kind) or noun_after(text, end)
        name = name or noun_before(text, floor, start, "action")
    else:
        name = noun_after(text, end, kind)
        if not name and (value != 1 or _EDGE.match(text, end)):
            name = noun_before(text, floor, start, kind)
    if name:
        return name
    # 从29名扩大到108名: both count the same.
    bridge = text[floor:start].strip() if previous else ""
    return previous.name if previous and previous.unit == unit.name and _BRIDGE.fullmatch(bridge) else ""
