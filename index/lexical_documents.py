"""What the lexical index holds of a passage: its schema, and a passage as a document of it."""

from __future__ import annotations

from typing import Any

import tantivy

from index.cutting import Cut
from index.tables.passagetable import Entry


def document(entry: Entry, cut: Cut) -> Any:
    """Return a passage as a document; the words and pairs are joined by spaces."""
    days = {name: day_number(value) for name, value in entry.days.items()}
    return tantivy.Document(
        passage=entry.passage,
        body=cut.body,
        head=cut.head,
        pairs=cut.pairs,
        place=list(entry.places),
        kind=entry.kind,
        source=entry.source,
        **{name: number for name, number in days.items() if number is not None},
    )


def state(sequence: int) -> Any:
    """Return the document that says for which sequence number an index stands."""
    return tantivy.Document(passage=0, sequence=sequence)


def day_number(iso: str | None) -> int | None:
    """Return an ISO day as the number 20240806, which keeps the order of days."""
    return int(iso.replace("-", "")) if iso else None


def schema() -> Any:
    """Return the fields: words with their number, pairs without, filters, days as numbers."""
    builder = tantivy.SchemaBuilder()
    # Signed, for the sake of one kind of number in all queries: tantivy never takes one for another.
    builder.add_integer_field("passage", indexed=True, fast=True)
    builder.add_integer_field("sequence", fast=True)
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("head", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="basic")
    for name in ("place", "kind", "source"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("issue_first", "issue_last", "event_first", "event_last"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()
