"""Plots as inline SVG: figures with their intervals, and how a figure went over earlier runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from eval.significance import Figure

_ROW, _LEFT, _WIDTH = 22, 250, 460


def _x(value: float) -> float:
    return _LEFT + _WIDTH * min(1.0, max(0.0, value))


def intervals(rows: Sequence[tuple[str, Mapping[str, Figure]]]) -> str:
    """Draw figures as dots with whiskers from 0 to 1.

    Args:
        rows: a title, and by series the figure.
    """
    series = list(dict.fromkeys(name for _, found in rows for name in found))
    height = _ROW * (len(rows) + 2)
    parts = [f'<svg viewBox="0 0 {_LEFT + _WIDTH + 60} {height}" role="img" class="plot">']
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _x(tick)
        parts.append(f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{_ROW}" y2="{height - 8}" class="grid"/>')
        parts.append(f'<text x="{x:.0f}" y="14" text-anchor="middle">{tick:g}</text>')
    for i, (title, found) in enumerate(rows):
        y = _ROW * (i + 1.8)
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{escape(title)}</text>')
        for n, name in enumerate(series):
            if name in found:
                parts.append(_whisker(found[name], y + 5 * n - 2.5 * (len(series) - 1), n, name))
    return "".join([*parts, "</svg>", _legend(series)])


def _whisker(found: Figure, y: float, n: int, name: str) -> str:
    tip = f"{name}: {found.value:.3f} [{found.low:.3f}, {found.high:.3f}], {found.cases}"
    return (
        f'<g class="s{n}"><title>{escape(tip)}</title>'
        f'<line x1="{_x(found.low):.1f}" x2="{_x(found.high):.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<circle cx="{_x(found.value):.1f}" cy="{y:.1f}" r="3.2"/></g>'
    )


def _legend(series: Sequence[str]) -> str:
    if len(series) < 2:
        return ""
    items = (f'<span class="s{n}">● {escape(name)}</span>' for n, name in enumerate(series))
    return f'<p class="legend">{" ".join(items)}</p>'


def trend(dates: Sequence[str], lines: Mapping[str, Sequence[float | None]]) -> str:
    """Draw how figures went over runs, oldest first.

    Args:
        dates: of the runs.
        lines: by title, a value per run; None where a run lacks the figure.
    """
    width, height, left = 720, 220, 40
    step = (width - left - 20) / max(1, len(dates) - 1)
    parts = [f'<svg viewBox="0 0 {width} {height + 24}" role="img" class="plot">']
    for tick in (0.0, 0.5, 1.0):
        y = height - (height - 20) * tick
        parts.append(f'<line x1="{left}" x2="{width - 20}" y1="{y:.0f}" y2="{y:.0f}" class="grid"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">{tick:g}</text>')
    for n, (title, values) in enumerate(lines.items()):
        at = [
            (left + step * i, height - (height - 20) * value)
            for i, value in enumerate(values)
            if value is not None
        ]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in at)
        parts.append(f'<g class="s{n}"><title>{escape(title)}</title>')
        parts.append(f'<polyline points="{points}" fill="none"/>{dots}</g>')
    for i, day in enumerate(dates):
        if i in (0, len(dates) - 1):
            anchor = "start" if i == 0 else "end"
            x = left + step * i
            parts.append(f'<text x="{x:.0f}" y="{height + 18}" text-anchor="{anchor}">{escape(day)}</text>')
    return "".join([*parts, "</svg>", _legend(list(lines))])
