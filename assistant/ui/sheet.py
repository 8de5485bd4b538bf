"""The picture of a page with frames around what is quoted, and buttons to zoom."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from assistant.ui.actions import address, button
from assistant.ui.texts import Texts
from index.facsimile import Box, Drawing


def sheet_html(
    drawing: Drawing, boxes: Sequence[Box], title: str, say: Texts, *, waiting: bool = False
) -> str:
    """Return the page as printed, one frame for each box.

    Args:
        drawing: the page's picture.
        boxes: what to frame, in the page's own units.
        title: what the page is, for those who cannot see it.
        say: the words of the interface.
        waiting: say that the frames are yet to come.
    """
    pad = drawing.width / 400
    frames = "".join(
        f'<rect x="{x0 - pad:.1f}" y="{top - pad:.1f}" width="{x1 - x0 + 2 * pad:.1f}" '
        f'height="{bottom - top + 2 * pad:.1f}"/>'
        for x0, top, x1, bottom in boxes
    )
    picture = b64encode(drawing.jpeg).decode("ascii")
    size = f"{drawing.width:.0f} {drawing.height:.0f}"
    zoom = "".join(
        button(address("page", "zoom", step), face, "wd-file", title=say(f"sheet.{name}"))
        for step, face, name in (("-1", "−", "smaller"), ("1", "＋", "larger"), ("0", "⤢", "whole"))
    )
    told = f'<span class="wd-where" role="status">{escape(say("sheet.framing"))}</span>' if waiting else ""
    back = button(address("page", "unsheet"), escape(say("sheet.back")), "wd-file")
    return (
        f'<section class="wd-sheet-view"><div class="wd-sheet-tools">{zoom}{back}{told}</div>'
        f'<div class="wd-sheet-scroll" tabindex="0"><div class="wd-sheet">'
        f'<img alt="{escape(title)}" src="data:image/jpeg;base64,{picture}">'
        f'<svg viewBox="0 0 {size}" preserveAspectRatio="none" aria-hidden="true">{frames}</svg>'
        "</div></div></section>"
    )
