"""What stands around the articles of a page: mastheads, column labels, boilerplate of web pages."""

from __future__ import annotations

from typing import Any

from eval.pagemaker.words import Chance, numeral, read_data, weekday

_BRIEFS = ("简讯", "短讯", "一句话新闻", "简讯速递", "县区简讯")


class Furniture:
    """Draw what stands around the articles of one page.

    Args:
        chance: the source of everything chosen.
    """

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.data: dict[str, Any] = read_data("furniture")
        day, page = chance.issue, chance.rng.randint(1, 8)
        self.slots = {
            "paper": str(chance.pick(self.data["papers"])),
            "site": str(chance.pick(self.data["sites"])),
            "column": str(chance.pick(self.data["columns"])),
            "year": str(day.year),
            "yy": f"{day.year % 100:02d}",
            "month": str(day.month),
            "day": str(day.day),
            "month2": f"{day.month:02d}",
            "day2": f"{day.day:02d}",
            "weekday": weekday(day),
            "hour": f"{chance.rng.randint(7, 22):02d}",
            "minute": f"{chance.rng.randint(0, 59):02d}",
            "page": str(page),
            "page_zh": numeral(page),
            "editor": chance.person(),
            "artist": chance.person(),
            "proof": chance.person(),
            "phone": str(chance.rng.randint(1000000, 8999999)),
            "mail": f"bianji{chance.rng.randint(1, 99)}",
        }

    def fill(self, template: str, **more: str) -> str:
        """Fill the slots of a template."""
        return template.format(**(self.slots | more))

    def masthead(self) -> tuple[list[str], list[str], bool]:
        """Return the lines above and below the articles, and whether they tell the day of the issue."""
        chance = self.chance
        form = chance.rng.randrange(6)
        if form == 0:
            return [""] * chance.rng.randint(0, 2), [], False
        if form == 1:
            return [self.fill(str(chance.pick(self.data["undated_mastheads"]))), ""], [], False
        if form == 2:
            lines = [self.fill(str(line)) for line in chance.pick(self.data["split_mastheads"])]
            return [*lines, ""], [], True
        line = self.fill(str(chance.pick(self.data["mastheads"])))
        return ([], ["", line], True) if form == 3 else ([line, ""], [], True)

    def line(self) -> str:
        """Return a one-line masthead that tells the day of the issue."""
        return self.fill(str(self.chance.pick(self.data["mastheads"])))

    def label(self) -> str:
        """Return a column label."""
        return str(self.chance.pick(self.data["labels"]))

    def briefs_label(self) -> str:
        """Return the label over a list of briefs."""
        return str(self.chance.pick(_BRIEFS))
