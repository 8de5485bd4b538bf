"""How invented articles say who wrote them, and whence: datelines, signatures, credits."""

from __future__ import annotations

from eval.pagemaker.words import Chance


def dateline(chance: Chance, slots: dict[str, str]) -> tuple[str, bool]:
    """Return the dateline with or without a byline, and whether it has one."""
    where = slots["short"]
    if chance.maybe(0.25):
        return f"本报{where}讯 ", False
    role = chance.pick(("通讯员", "通讯员", "通讯员 ", "记者 ", "记者", "特约记者"))
    names = chance.person() if chance.maybe(0.8) else f"{chance.person()} {chance.person()}"
    if len(names) == 2 and chance.maybe(0.5):
        names = f"{names[0]} {names[1]}"
    return f"本报{where}讯（{role}{names}）", True


def signature(chance: Chance) -> str | None:
    """Return the bracket that closes an article, None where it has none."""
    if chance.maybe(0.3):
        return None
    name = chance.person()
    spaced = f"{name[0]} {name[1]}" if len(name) == 2 and chance.maybe(0.3) else name
    return f"（{chance.pick(('', '', '通讯员 ', '记者 '))}{spaced}）"


def credit(chance: Chance) -> str:
    """Return the credit of a photo report."""
    role = chance.pick(("通讯员 ", "通讯员 ", "记者 ", "本报记者 ", ""))
    return f"{role}{chance.person()} {chance.pick(('摄影报道', '摄影报道', '摄'))}"
