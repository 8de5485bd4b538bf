"""The rows of a list answer as a table that sorts, and as plain cells for files.

The table is sorted in the browser (page/table.js); each cell carries the key it sorts by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from assistant.lists.showing import detail_text
from assistant.records import Answer, Language, Row
from assistant.reports.markdown import source_line
from assistant.ui.actions import address, button
from assistant.ui.charts import charts_html
from assistant.ui.labels import amount, dates, row_name, unit_name
from assistant.ui.render import anchor
from assistant.ui.texts import Texts, texts

COLUMNS = ("name", "level", "reported", "quantity", "detail", "date", "citations")
# A spreadsheet adds up numbers that stand alone, and has no notes to which marks could refer.
SHEET = ("name", "level", "reported", "number", "unit", "detail", "date", "sources")
# The Chinese name behind an English one stays on one line.
_ORIGINAL, _WHOLE = re.compile(r"\([^()\s]{1,12}\)$"), r'<span class="wd-whole">\g<0></span>'
FILES = ("csv", "md", "docx")


def table_head(say: Texts, columns: Sequence[str] = COLUMNS) -> list[str]:
    """Return the titles of columns."""
    return [say(f"columns.{column}") for column in columns]


def table_rows(answer: Answer, say: Texts, columns: Sequence[str] = COLUMNS) -> list[list[str]]:
    """Return the rows of a list answer as plain strings, one list per row, in the order of the columns."""
    return [
        [
            _sources(row, answer) if column == "sources" else _plain(row, column, answer.language, say)
            for column in columns
        ]
        for row in answer.rows
    ]


def _sources(row: Row, answer: Answer) -> str:
    told = (source_line(citation) for citation in answer.citations if citation.n in row.citations)
    return "；".join(dict.fromkeys(told))


def _plain(row: Row, column: str, language: Language, say: Texts) -> str:
    match column:
        case "name":
            return row_name(row, language)
        case "quantity":
            return amount(row.quantity, row.unit, language)
        case "number":
            return "" if row.quantity is None else f"{row.quantity:.10g}"
        case "unit":
            return "" if row.quantity is None else unit_name(row.unit, language)
        case "detail":
            return detail_text(row, language)
        case "date":
            return dates(row.date)
        case "citations":
            return "".join(f"[{n}]" for n in row.citations)
    value = str(getattr(row, column))
    return say.get(f"{column}.{value}", value)


def _telling(answer: Answer) -> list[str]:
    """Return the columns in which rows say something; levels where they differ and the name does not tell."""
    rows = answer.rows
    said = [column for column in COLUMNS if any(getattr(row, column) not in ("", None, ()) for row in rows)]
    levels = answer.language == "zh" and len({row.level for row in rows}) > 1
    return [column for column in said if column != "level" or levels]


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
    columns = _telling(answer)
    head = "".join(_head(column, say) for column in columns)
    cells = table_rows(answer, say, columns)
    rows = "".join(
        _row(row, dict(zip(columns, told, strict=True)), place, turn)
        for place, (row, told) in enumerate(zip(answer.rows, cells, strict=True))
    )
    caption = f'<caption class="wd-caption">{escape(answer.question)}</caption>'
    # On a telephone rows are laid out as cards; the roles keep them a table for those who hear it read.
    beside = len(columns) - ("detail" in columns)
    table = (
        f'<table class="wd-rows wd-list" role="table" style="--wd-columns: {beside}">{caption}'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )
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
    return f'<th scope="col" role="columnheader" class="wd-c-{column}" aria-sort="none"{kind}>{face}</th>'


def _row(row: Row, told: Mapping[str, str], place: int, turn: int) -> str:
    cells = []
    for column, text in told.items():
        inner = _marks(row, turn) if column == "citations" else _ORIGINAL.sub(_WHOLE, escape(text))
        tag = 'th scope="row" role="rowheader"' if column == "name" else 'td role="cell"'
        key = escape(_key(row, column, place))
        cells.append(f'<{tag} class="wd-c-{column}" data-key="{key}">{inner}</{tag.split()[0]}>')
    return f'<tr role="row">{"".join(cells)}</tr>'


def _marks(row: Row, turn: int) -> str:
    return "".join(f'<a class="wd-cite" href="#{anchor(turn, n)}">{n}</a>' for n in row.citations)


def _downloads(turn: int, say: Texts) -> str:
    buttons = [
        button(address("save", "table", turn, kind), escape(say(f"file.{kind}")), "wd-file") for kind in FILES
    ]
    label = f'<span class="wd-files-label">{escape(say("download"))}</span>'
    return f'<div class="wd-files">{label}{"".join(buttons)}</div>'
