"""Tell kicker, headline and subhead of a group of headline lines apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.layout import Layout
from index.printed import PageLine


@dataclass(frozen=True, slots=True)
class Heads:
    """The parts of a headline."""

    kicker: str | None = None
    headline: str | None = None
    subhead: str | None = None

    @property
    def lines(self) -> str:
        """Return the parts that are there, one a line."""
        return "\n".join([part for part in (self.kicker, self.headline, self.subhead) if part])


def read_heads(lines: Sequence[PageLine], layout: Layout) -> Heads:
    """Tell kicker, headline and subhead apart.

    A line that opens with a dash is a subhead; a line that goes on with the one before it joins it; a
    line that repeats the subhead is a web copy's own title and is dropped; of what is left the last
    line is the headline and what stands before it the kicker.

    Args:
        lines: the headline lines of one article in order.
        layout: the layout rules.
    """
    heads: list[str] = []
    subheads: list[str] = []
    previous: PageLine | None = None
    for item in lines:
        text = item.line.text[item.skip :].lstrip("# \t\u3000").strip()
        if heads and layout.subhead.match(item.text.lstrip("#")):
            subheads.append(text)
        elif subheads:
            subheads[-1] += text
        elif heads and previous is not None and goes_on(previous, item, layout):
            heads[-1] += text
        else:
            heads.append(text)
        previous = item
    told = "".join(subheads).lstrip("—―- ")
    heads = [line for line in heads if not told or told not in line] or heads
    return Heads(" ".join(heads[:-1]) or None, heads[-1] if heads else None, " ".join(subheads) or None)


def goes_on(before: PageLine, item: PageLine, layout: Layout) -> bool:
    """Say whether a headline line was broken and goes on in the next one."""
    if before.text.endswith(("、", "：", "，", ",")) or item.line.role in ("title", "heading"):
        return False
    unbalanced = any(before.text.count(a) > before.text.count(b) for a, b in ("“”", "《》", "（）"))
    return unbalanced or (
        item.blanks == 0 and len(before.text) >= 10 and layout.goes_on.match(item.text) is not None
    )
