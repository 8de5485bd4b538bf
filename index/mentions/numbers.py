"""Chinese and Arabic numerals as printed in a newspaper, and their values.

Values are exact decimals: 11.8亿 is 1180000000, not a float near it.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
# Banker's numerals stand in contracts and receipts; they read like the plain ones.
_PLAIN = str.maketrans(
    "０１２３４５６７８９．壹贰叁肆伍陆柒捌玖拾佰仟萬億兩",
    "0123456789.一二三四五六七八九十百千万亿两",
)
_ASCII = frozenset("0123456789.")

# Parts of patterns that find numerals in text; a match still has to be read by `parse_number`.
ARABIC = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
CHINESE = "[零〇一二两三四五六七八九十百千万亿]+"
MULTIPLIER = "(?:[十百千]?万亿|[十百千]?[万亿]|[百千])"


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | None:
    """Return the value of a numeral, exactly.

    Args:
        text: one numeral and nothing else: "1,234", "１８", "1.8万", "11.8亿", "二百三十八", "〇",
            "二〇二四", "3千"; white space inside is ignored.

    Returns:
        Its value, or None where the text is no numeral ("十届", "三三", "万一").
    """
    plain = "".join(text.split()).translate(_PLAIN).replace("，", ",")
    figures = len(plain) - len(plain.lstrip("0123456789.,"))
    if not figures:
        return _chinese(plain)
    value = _arabic(plain[:figures])
    for step in plain[figures:]:
        if step not in _STEPS and step not in _MYRIADS:
            return None
        if value is not None:
            value *= _STEPS.get(step) or _MYRIADS[step]
    return value


def chinese_numeral(value: int) -> str:
    """Return the Chinese numeral of a whole number, as `parse_number` reads it.

    Args:
        value: from 0 to 10**16 - 1.

    Raises:
        ValueError: the number is negative or too large.
    """
    if not 0 <= value < 10**16:
        raise ValueError(f"no Chinese numeral for {value}: give a number from 0 to 10**16 - 1")
    if value == 0:
        return "零"
    numeral = _sections(value)
    return numeral[1:] if numeral.startswith("一十") else numeral


def _arabic(figures: str) -> Decimal | None:
    whole, point, fraction = figures.partition(".")
    groups = whole.split(",")
    grouped = len(groups) > 1
    if grouped and not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        return None
    digits = "".join(groups)
    if not digits or (point and not fraction) or not _ASCII.issuperset(digits + fraction) or "." in fraction:
        return None
    return Decimal(f"{digits}.{fraction}" if point else digits)


def _chinese(text: str) -> Decimal | None:
    if not text:
        return None
    if all(c in DIGITS for c in text):
        # In a row they are figures (二〇二四); two without a zero are a guess (三四 is three or four).
        if len(text) == 2 and "〇" not in text and "零" not in text:
            return None
        return Decimal("".join(str(DIGITS[c]) for c in text))
    whole = _myriads(text)
    return None if whole is None else Decimal(whole)


def _myriads(text: str) -> int | None:
    """Read 亿 and 万 as in 三亿二千万: each multiplies what stands before it."""
    for unit in "亿万":
        before, found, after = text.rpartition(unit)
        if not found:
            continue
        high = _myriads(before) if before else None
        low = _rest(after, _MYRIADS[unit])
        return None if high is None or low is None else high * _MYRIADS[unit] + low
    return _thousands(text)


def _rest(after: str, above: int) -> int | None:
    if not after:
        return 0
    if len(after) == 1 and after in DIGITS:
        # 三万五 is 35,000; 三万零五 is 30,005.
        return DIGITS[after] * above // 10
    return _myriads(after)


def _thousands(text: str) -> int | None:
    total, limit, i = 0, 10**4, 0
    while i < len(text):
        if text[i] in "零〇":
            i += 1
            if i == len(text) or text[i] in "零〇":
                return None
            limit = min(limit, 100) if total else limit
        digit, i = (DIGITS[text[i]], i + 1) if text[i] in DIGITS else (1, i)
        step = _STEPS.get(text[i]) if i < len(text) else 1
        if step is None or step >= limit or (step == 1 and digit == 0):
            return None
        if step > 10 and text[i - 1] not in DIGITS:
            return None
        if i == len(text) and limit in _STEPS.values() and limit > 10 and total and text[i - 2] not in "零〇":
            # 二百三 is 230.
            step = limit // 10
        total, limit, i = total + digit * step, step, i + 1
    return total


def _sections(value: int) -> str:
    for name, size in (("亿", 10**8), ("万", 10**4)):
        if value >= size:
            high, low = divmod(value, size)
            gap = "零" if 0 < low < size // 10 else ""
            return _sections(high) + name + (gap + _sections(low) if low else "")
    for name, size in (("千", 1000), ("百", 100), ("十", 10)):
        if value >= size:
            high, low = divmod(value, size)
            gap = "零" if 0 < low < size // 10 else ""
            return "零一二三四五六七八九"[high] + name + (gap + _sections(low) if low else "")
    return "零一二三四五六七八九"[value]
