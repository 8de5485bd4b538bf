"""What the styles of a Word document say of its paragraphs."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from index.packaged import load_packaged
from index.records import LineRole

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 20


@cache
def _names() -> dict[LineRole, tuple[str, ...]]:
    """Return the names of the styles of each role, from data/styles.toml."""
    return load_packaged("index", "styles.toml", _by_role, "a list of styles is wrong")


def _by_role(raw: dict[str, Any]) -> dict[LineRole, tuple[str, ...]]:
    roles: tuple[LineRole, ...] = ("title", "heading", "caption")
    return {role: tuple(name.casefold() for name in raw[role]) for role in roles}


class Styles:
    """The paragraph styles of one document (python-docx).

    Args:
        document: the opened document.
    """

    def __init__(self, document: Any) -> None:
        default = document.styles.element.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        self._usual = _size(default) or 10.0
        self._roles: dict[str, LineRole] = {}
        self._sizes: dict[str, float] = {}
        self._default = ""
        for style in document.styles:
            family = _family(style)
            self._roles[style.style_id] = next((role for item in family if (role := _role(item))), "")
            sizes = (_size(item.element.find(f"{_W}rPr")) for item in family)
            self._sizes[style.style_id] = next((size for size in sizes if size), self._usual)
            if style.type == 1 and style.element.get(f"{_W}default") == "1":
                self._default = style.style_id

    def role(self, paragraph: Any) -> LineRole:
        """Return what the style of a paragraph (w:p) says of it, or its own outline level."""
        level = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if level is not None and level.get(f"{_W}val", "9") < "9":
            return "heading"
        return self._roles.get(self._style(paragraph), "")

    def size(self, paragraph: Any) -> float:
        """Return the font size, in points, in which most of a paragraph (w:p) is set."""
        usual = self._sizes.get(self._style(paragraph), self._usual)
        counts: dict[float, int] = {}
        for run in paragraph.iterchildren(f"{_W}r"):
            size = _size(run.find(f"{_W}rPr")) or usual
            counts[size] = counts.get(size, 0) + sum(
                len(text.text or "") for text in run.iterchildren(f"{_W}t")
            )
        return max(counts, key=lambda size: counts[size]) if any(counts.values()) else usual

    def _style(self, paragraph: Any) -> str:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._default if style is None else str(style.get(f"{_W}val", ""))


def _family(style: Any) -> list[Any]:
    """Return a style and those that it is based on, nearest first."""
    family: list[Any] = []
    while style is not None and len(family) < _DEEPEST:
        family.append(style)
        style = getattr(style, "base_style", None)
    return family


def _role(style: Any) -> LineRole:
    name = str(style.name or "").casefold()
    for role, patterns in _names().items():
        if any(fnmatchcase(name, pattern) for pattern in patterns):
            return role
    level = style.element.find(f"{_W}pPr/{_W}outlineLvl")
    return "heading" if level is not None and level.get(f"{_W}val", "9") < "9" else ""


def _size(properties: Any) -> float:
    """Return the font size that run properties give, in points; 0 where they give none."""
    found = properties.find(f"{_W}sz") if properties is not None else None
    value = "" if found is None else str(found.get(f"{_W}val", ""))
    return int(value) / 2 if value.isdecimal() and len(value) < 5 else 0.0
