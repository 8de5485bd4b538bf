"""Set an archive up for a run: build its index, open it, put the assistant before it.

Everything heavy is imported where it is used, so that the command line starts without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from eval.cases import ArticleGold, Case
from eval.runs import Asks
from eval.segmentation import PageScore, score_page
from eval.sources import Sources
from eval.witness import Witness
from index.errors import WendangError

if TYPE_CHECKING:
    from assistant.chat import Assistant
    from index.encoder import Encoder
    from index.search import Archive

# Passages that a search returns for the figures of retrieval: enough for ten articles.
_HITS = 30


@dataclass(frozen=True, slots=True)
class Bench:
    """An assistant over an archive, and what is needed to judge it.

    Attributes:
        refused: (source, reason) of the inputs that could not be read.
        about: what the archive holds and was made with, for reports.
        archive: the open archive; None for a stand-in.
    """

    assistant: Asks
    witness: Witness
    refused: tuple[tuple[str, str], ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)
    archive: Archive | None = None
    encoder: Encoder | None = None


def _build(paths: Sequence[Path], folder: Path, encoder: Encoder) -> tuple[tuple[str, str], ...]:
    from index.build import build
    from index.places import Gazetteer
    from index.words import JiebaTokeniser

    report = build(paths, folder, encoder=encoder, tokeniser=JiebaTokeniser(), gazetteer=Gazetteer.load())
    return tuple((refused.source, refused.reason) for refused in report.refused)


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    with TemporaryDirectory(prefix="wendang-eval-") as made:
        yield Path(made)


@contextmanager
def open_bench(paths: Sequence[Path], index: Path | None = None) -> Iterator[Bench]:
    """Build or bring up to date an index of an archive and put an assistant before it.

    Args:
        paths: files and folders of the archive.
        index: where to keep the index; None for a temporary folder.

    Raises:
        MissingInput: a path does not exist or holds no page.
        ArchiveError: the index cannot be made or opened.
    """
    from assistant.chat import Assistant
    from assistant.settings import load_settings
    from index.encoder import load_encoder
    from index.readers import find_inputs
    from index.search import Archive

    files = find_inputs(paths)
    with _folder(index) as folder:
        settings = load_settings(index=folder)
        encoder = load_encoder(settings.encoder)
        refused = _build(paths, folder, encoder)
        with Archive.open(folder, encoder=encoder) as archive:
            assistant = Assistant(archive, settings)
            witness = _witness(assistant, Sources(files))
            yield Bench(assistant, witness, refused, archive.status(), archive, encoder)


def _witness(assistant: Assistant, sources: Sources) -> Witness:
    archive = assistant.archive

    def locate(article_id: str) -> int | None:
        return archive.article(article_id).n

    def text_of(article_id: str) -> str:
        return archive.article(article_id).text

    def search(case: Case) -> list[tuple[str, str]]:
        return [(hit.source, hit.article_id) for hit in archive.search(words_of(assistant, case), _HITS)]

    return Witness(sources, locate, text_of, search)


def words_of(assistant: Assistant, case: Case) -> str:
    """Return what a case looks for: its own words, or with earlier turns the terms found for them all."""
    if not case.history:
        return case.question
    understood = assistant.reader.read(case.question, case.history)
    gazetteer = assistant.reader.gazetteer
    places = [place.name for code in understood.places if (place := gazetteer.get(code))]
    pieces = [piece[0] for piece in (*understood.pieces, *understood.context)]
    own = [case.question] if case.lang == "zh" else []
    return "，".join([*own, *places, *pieces]) or case.question


def segment_pages(
    paths: Sequence[Path], gold: Sequence[ArticleGold]
) -> tuple[list[PageScore], list[tuple[str, str]]]:
    """Segment the pages that the gold knows and judge them.

    Args:
        paths: files and folders of pages.
        gold: articles of those pages; ready articles need no segmenting and are left out.

    Returns:
        One score per page, and (source, reason) of the pages that could not be read.
    """
    from index.readers import find_inputs

    wanted = {g.page for g in gold if ".jsonl" not in g.page}
    scored: list[PageScore] = []
    refused: list[tuple[str, str]] = []
    for path in find_inputs(paths):
        if path.name not in wanted:
            continue
        try:
            scored.append(_segment_file(path, [g for g in gold if g.page == path.name]))
        except WendangError as error:
            refused.append((path.name, str(error)))
    seen = {score.page for score in scored} | {source for source, _ in refused}
    absent = [(page, "the gold names it, and it is not there") for page in sorted(wanted - seen)]
    return scored, refused + absent


def _segment_file(path: Path, gold: Sequence[ArticleGold]) -> PageScore:
    from index.articles import segment
    from index.places import Gazetteer
    from index.readers import read
    from index.records import Page

    gazetteer = Gazetteer.load()
    pages = [page for page in read(path) if isinstance(page, Page)]
    return score_page(path.name, [a for page in pages for a in segment(page, gazetteer)], gold)
