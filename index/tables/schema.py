"""The tables of the database, which is the single source of truth; the indexes beside it are derived.

Written in SQLAlchemy Core, so that the address of the database decides its kind. Row ids of articles and
passages only grow and are never given twice (the manifest counts them): an index that is behind can never
take one for another.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 4
"""Raised with every change of the tables; a step in the migrations goes with it."""

# SQLite stores a table by its key, without an index of its own, only where that is exactly INTEGER.
_RowId = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

manifest = Table(
    "manifest",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Versions and names of what made the archive; `sequence`, the number of the last transaction; the row ids
that were given last."""

files = Table(
    "files",
    metadata,
    Column("file", _RowId, primary_key=True, autoincrement=False),
    Column("path", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False, index=True),
    # SHA-256 of the bytes; empty while only a part of a long file is in.
    Column("digest", String, nullable=False),
    # Fingerprint of the rules that read it: with others, it has to be read again.
    Column("rules", String, nullable=False),
    Column("format", String, nullable=False),
    Column("paper", Text, nullable=False),
    Column("issue_date", String),
    Column("page", String),
    Column("articles", Integer, nullable=False),
    Column("sequence", BigInteger, nullable=False),
)
"""Every input that was read or refused."""

refusals = Table(
    "refusals",
    metadata,
    Column("refusal", _RowId, primary_key=True, autoincrement=False),
    Column("file", _RowId, ForeignKey("files.file"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
"""What could not be read: a whole file, or one article of it."""

articles = Table(
    "articles",
    metadata,
    Column("article", _RowId, primary_key=True, autoincrement=False),
    Column("article_id", String, nullable=False, unique=True),
    # The id before twins were told apart, empty where it is the same.
    Column("content_id", String, nullable=False),
    # Of everything that is kept of the article.
    Column("digest", LargeBinary, nullable=False),
    Column("file", _RowId, ForeignKey("files.file"), nullable=False, index=True),
    Column("source", Text, nullable=False, index=True),
    Column("n", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("kicker", Text),
    Column("headline", Text),
    Column("subhead", Text),
    Column("byline", Text),
    Column("dateline", Text),
    Column("place", Text),
    Column("place_code", String, index=True),
    Column("level", String),
    Column("issue_date", String),
    Column("event_date", String),
    Column("page", String),
    Column("paper", Text, nullable=False),
    Column("date_from", Text, nullable=False),
    Column("continued", Boolean, nullable=False),
    # Names of the page and the column under which it is printed; unknown until its file is read again.
    Column("section", Text),
    # First and last ISO day of the two dates, for filters.
    Column("issue_first", String, index=True),
    Column("issue_last", String),
    Column("event_first", String),
    Column("event_last", String),
    Column("sequence", BigInteger, nullable=False),
)

bodies = Table(
    "bodies",
    metadata,
    Column("article", _RowId, ForeignKey("articles.article"), primary_key=True, autoincrement=False),
    # Compressed; see index/tables/compress.py, and notes.py for the last two.
    Column("text", LargeBinary, nullable=False),
    Column("layout", LargeBinary, nullable=False),
    Column("annotation", LargeBinary, nullable=False),
)
"""The long columns of an article, apart so that filters and counts never read them."""

article_places = Table(
    "article_places",
    metadata,
    Column("code", String, primary_key=True),
    Column("article", _RowId, ForeignKey("articles.article"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""The place of each article with everything that the place lies under."""

passages = Table(
    "passages",
    metadata,
    Column("passage", _RowId, primary_key=True, autoincrement=False),
    Column("article", _RowId, ForeignKey("articles.article"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    # Of the text that was encoded: the same text is never encoded twice.
    Column("digest", LargeBinary, nullable=False),
    Column("sequence", BigInteger, nullable=False, index=True),
)
Index("ix_passages_digest", passages.c.digest)

vectors = Table(
    "vectors",
    metadata,
    Column("passage", _RowId, ForeignKey("passages.passage"), primary_key=True, autoincrement=False),
    # One scale and a byte for each of the manifest's dimensions; see index/tables/quantise.py.
    Column("vector", LargeBinary, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("passage", _RowId, primary_key=True, autoincrement=False),
    Column("added", BigInteger, nullable=False),
    Column("sequence", BigInteger, nullable=False, index=True),
)
"""Passages that are gone, so that an index which is behind can drop them."""
