"""What the page's script needs in the visitor's language: the form for a verdict, words of its buttons."""

from __future__ import annotations

from html import escape

from assistant.ui.texts import Texts


def furniture_html(say: Texts) -> str:
    """Return the dialog in which a verdict gets a note, and the words that the script puts on the page."""
    words = "".join(
        f'<span class="wd-word" data-word="{name}">{escape(say(f"script.{name}"))}</span>'
        for name in ("close", "evidence", "reader", "language")
    )
    titles = "".join(
        f'<h2 id="wd-note-{verdict}" class="wd-note-title">{escape(say(f"verdict.{verdict}_title"))}</h2>'
        for verdict in ("wrong", "missing")
    )
    return (
        f'<div hidden>{words}</div><dialog id="wd-note" aria-label="{escape(say("verdict.label"))}">'
        f'<form method="dialog">{titles}'
        f'<label for="wd-note-text">{escape(say("verdict.note"))}</label>'
        '<textarea id="wd-note-text" rows="4" maxlength="2000"></textarea>'
        f'<p class="wd-empty">{escape(say("verdict.kept"))}</p><div class="wd-note-buttons">'
        f'<button type="submit" value="" class="wd-file">{escape(say("verdict.cancel"))}</button>'
        f'<button type="submit" value="send" class="wd-send">{escape(say("verdict.send"))}</button>'
        "</div></form></dialog>"
    )
