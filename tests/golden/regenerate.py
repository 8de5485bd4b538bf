"""Write what the segmenter makes of the samples as JSON, to be reviewed: `python -m tests.golden.regenerate`.

One file per page, in `tests/golden/samples/`: every field of every article that a reader could check, and
the lines that belong to none.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from index.articles import segment_page
from index.places import Gazetteer
from index.readers import find_inputs, read
from index.records import Article, Page

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
GOLDEN = Path(__file__).parent / "samples"
FIELDS = (
    *("n", "kind", "kicker", "headline", "subhead", "byline", "dateline", "place", "level"),
    *("issue_date", "date_from", "event_date", "page", "paper", "continued"),
)


def article_json(article: Article) -> dict[str, Any]:
    """Return what a reader of the page could check of an article."""
    row: dict[str, Any] = {field: getattr(article, field) for field in FIELDS}
    row["lines"] = [list(lines) for lines in article.lines]
    row["captions"] = list(article.captions)
    row["edits"] = [[edit.start, edit.new, edit.printed, edit.rule] for edit in article.edits]
    beside = article.text[len(article.body) :].split()
    return row | {"text": article.body.split("\n")} | ({"beside": beside} if beside else {})


def page_json(path: Path, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Return the pages of a file with their articles; ready articles need no segmenting."""
    pages = []
    for page in read(path):
        if isinstance(page, Page):
            result = segment_page(page, gazetteer)
            articles = [article_json(article) for article in result.articles]
            pages.append(
                {"source": page.source, "articles": articles, "other": [list(line) for line in result.other]}
            )
    return pages


def golden_files() -> dict[str, str]:
    """Return the name and the text of every golden file as the segmenter would write it now."""
    gazetteer = Gazetteer.load()
    made = {}
    for path in find_inputs([SAMPLES]):
        if pages := page_json(path, gazetteer):
            made[path.name + ".json"] = json.dumps(pages, ensure_ascii=False, indent=1) + "\n"
    return made


def main() -> None:
    """Write the golden files."""
    GOLDEN.mkdir(exist_ok=True)
    made = golden_files()
    for path in GOLDEN.glob("*.json"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (GOLDEN / name).write_text(text, encoding="utf-8")
    sys.stderr.write(
        f"{len(made)} files written to {GOLDEN.relative_to(ROOT)}; review the diff before committing\n"
    )


if __name__ == "__main__":
    main()
