"""The rows of a list answer as a table that sorts, and as plain cells for files.

The table is sorted in the browser (page/table.js); each cell carries the key it sorts by.
"""

from __future__ import annotations

from html import escape

from assistant.records import Answer, Row
from assistant.ui.actions import address, button
from assistant.ui.charts import charts_html
from assistant.ui.render import anchor
from assistant.ui.texts import Texts, texts

COLUMNS = ("name", "level", "reported", "quantity", "detail", "date", "citations")
FILES = ("csv", "md", "docx")


def table_head(say: Texts) -> list[str]:
    """Return the column titles of the table of rows."""
    return [say(f"columns.{column}") for column in COLUMNS]


def table_rows(answer: Answer, say: Texts) -> list[list[str]]:
    """Return the rows of a list answer as plain strings, one list per row, in the order of COLUMNS."""
    return [[_plain(row, column, say) for column in COLUMNS] for row in answer.rows]


def _plain(row: Row, column: str, say: Texts) -> str:
    if column == "quantity":
        return "" if row.quantity is None else f"{row.quantity:,.10g}{row.unit}"
    if column == "citations":
        return "".join(f"[{n}]" for n in row.citations)
    value = str(getattr(row, column))
    return say.get(f"{column}.{value}", value) if column in ("level", "reported") else value


def _key(row: Row, column: str, place: int) -> str:
    """Return what a cell sorts by; a number for quantities and citations, the printed order for names."""
    if column == "quantity":
        return "" if row.quantity is None else f"{row.quantity:.10g}"
    if column == "citations":
        return str(len(row.citations))
    return str(place) if column == "name" else str(getattr(row, column))


def table_html(answer: Answer, turn: int) -> str:
    """Return the table tab for an answer: downloads, the table, the charts.

    Args:
        answer: an answer; one without rows gets a remark.
        turn: 0-based number of the turn, for the anchors of its citations.
    """
    say = texts(answer.language)
    if not answer.rows:
        return empty_table_html(say)
    head = "".join(_head(column, say) for column in COLUMNS)
    rows = "".join(_row(row, place, turn, say) for place, row in enumerate(answer.rows))
    caption = f'<caption class="wd-caption">{escape(answer.question)}</caption>'
    table = f'<table class="wd-rows">{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return (
        f'{_downloads(turn, say)}<div class="wd-table-wrap" tabindex="0">{table}</div>{charts_html(answer)}'
    )


def empty_table_html(say: Texts) -> str:
    """Return the table tab before the first list."""
    return f'<p class="wd-empty">{escape(say("table_empty"))}</p>'


def _head(column: str, say: Texts) -> str:
    name = escape(say(f"columns.{column}"))
    kind = ' data-kind="number"' if column in ("quantity", "citations", "name") else ""
    face = f'<button type="button" class="wd-sort">{name}<span aria-hidden="true"></span></button>'
    return f'<th scope="col" aria-sort="none"{kind}>{face}</th>'


def _row(row: Row, place: int, turn: int, say: Texts) -> str:
    cells = []
    for column in COLUMNS:
        inner = _marks(row, turn) if column == "citations" else escape(_plain(row, column, say))
        tag = 'th scope="row"' if column == "name" else "td"
        key = escape(_key(row, column, place))
        cells.append(f'<{tag} class="wd-c-{column}" data-key="{key}">{inner}</{tag.split()[0]}>')
    return f"<tr>{''.join(cells)}</tr>"


def _marks(row: Row, turn: int) -> str:
    return "".join(f'<a class="wd-cite" href="#{anchor(turn, n)}">{n}</a>' for n in row.citations)


def _downloads(turn: int, say: Texts) -> str:
    buttons = [
        button(address("save", "table", turn, kind), escape(say(f"file.{kind}")), "wd-file") for kind in FILES
    ]
    label = f'<span class="wd-files-label">{escape(say("download"))}</span>'
    return f'<div class="wd-files">{label}{"".join(buttons)}</div>'
