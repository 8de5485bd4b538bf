"""Rows as CSV that a spreadsheet opens as text and nothing but text, or as a Markdown table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

# A cell that begins with one of these is a formula to spreadsheets.
# Source: OWASP, CSV Injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark, by which Excel knows the encoding.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it, unless it is a number.

    Args:
        head: the column titles.
        rows: one list of cells per row.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([_inert(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _inert(cell: str) -> str:
    return "'" + cell if cell.lstrip(" \u3000\u00a0").startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    return cell.isascii() and cell.lstrip("+-").replace(".", "", 1).replace(",", "").isdigit()


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown; bars and line breaks inside cells stay inside them."""
    lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in (head, *rows)]
    rule = "|" + "---|" * len(head)
    return "\n".join((lines[0], rule, *lines[1:])) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").split())
