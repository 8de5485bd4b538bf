"""What a visitor does inside a piece of HTML: buttons that name an action, and the way to the server.

A button's value is "channel/verb/argument/…", each part percent-encoded, because Gradio's sanitiser leaves
`value` alone and strips data-* attributes. page/actions.js hands verb and arguments to the channel of that
name: a hidden component whose `submit` event the server listens to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

import gradio as gr


@dataclass(frozen=True, slots=True)
class Action:
    """What was done: a verb with its arguments, or the fields of a form."""

    verb: str
    arguments: tuple[str, ...] = ()
    fields: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, event: gr.EventData) -> Action:
        """Return the action that an event of a channel carries; whatever is malformed becomes empty."""
        data: Any = event._data
        if not isinstance(data, dict):
            return cls("")
        given = data.get("args")
        arguments = tuple(str(part) for part in given) if isinstance(given, list) else ()
        fields = data.get("fields")
        return cls(str(data.get("verb", "")), arguments, fields if isinstance(fields, dict) else None)

    def number(self, position: int = 0) -> int:
        """Return an argument as a whole number, -1 where it is none."""
        given = self.arguments[position] if position < len(self.arguments) else ""
        return int(given) if given.isdecimal() and len(given) < 10 else -1

    def text(self, position: int = 0) -> str:
        """Return an argument, "" where there is none."""
        return self.arguments[position] if position < len(self.arguments) else ""


def channel(name: str) -> gr.HTML:
    """Place a hidden component through which the buttons of a channel reach the server."""
    listen = f"(window.wdChannels ??= {{}}).{name} = (action) => trigger('submit', action)"
    return gr.HTML("", visible="hidden", elem_id=f"wd-channel-{name}", js_on_load=listen)


def address(where: str, verb: str, *arguments: object) -> str:
    """Return an action as a button's value."""
    return "/".join(quote(str(part), safe="") for part in (where, verb, *arguments))


def button(value: str, inner: str, classes: str = "", *, title: str = "", pressed: bool | None = None) -> str:
    """Return the HTML of a button that does an action.

    Args:
        value: the action, from `address`.
        inner: HTML of its face, already escaped.
        classes: further CSS classes.
        title: what it does, for screen readers and as a tooltip, where its face does not say it.
        pressed: whether it is switched on, None for a button that is no switch.
    """
    named = f' title="{escape(title)}" aria-label="{escape(title)}"' if title else ""
    switch = "" if pressed is None else f' aria-pressed="{str(pressed).lower()}"'
    names = f"wd-do {classes}".strip()
    return f'<button type="button" class="{names}" value="{escape(value)}"{named}{switch}>{inner}</button>'
