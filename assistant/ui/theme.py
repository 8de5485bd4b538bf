"""Colours and fonts of the web chat: ink on newsprint with a vermilion seal. No font comes from outside."""

from __future__ import annotations

import gradio as gr
from gradio.themes.utils.colors import Color

SANS = (
    "system-ui",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
)
MONO = ("ui-monospace", "Noto Sans Mono CJK SC", "WenQuanYi Micro Hei Mono", "monospace")

# From light (50) to dark (950), as Gradio's palettes count.
_SEAL = (
    "#fdf4f2",
    "#fae5e1",
    "#f5cac2",
    "#eba396",
    "#dd7564",
    "#c84b37",
    "#b03422",
    "#92291a",
    "#79251a",
    "#66241b",
    "#380f09",
)
_PAPER = (
    "#fbfaf7",
    "#f5f3ee",
    "#e9e6de",
    "#d8d4c9",
    "#aca69a",
    "#6f695f",
    "#5c574e",
    "#46423b",
    "#2c2a26",
    "#1d1b19",
    "#121110",
)


def theme() -> gr.themes.Base:
    """Return the theme for launch()."""
    base = gr.themes.Base(
        primary_hue=Color(*_SEAL, name="seal"),
        secondary_hue=Color(*_PAPER, name="paper"),
        neutral_hue=Color(*_PAPER, name="ink"),
        radius_size=gr.themes.sizes.radius_md,
        font=list(SANS),
        font_mono=list(MONO),
    )
    return base.set(
        body_background_fill="*neutral_100",
        body_background_fill_dark="*neutral_950",
        block_background_fill="*neutral_50",
        block_background_fill_dark="*neutral_900",
        block_border_width="0px",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600",
        button_primary_text_color="white",
    )
