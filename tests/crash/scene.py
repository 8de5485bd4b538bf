"""What the crash tests work on: files in several versions, ways to write to an archive, what it holds."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.build import remove
from index.folder import current
from index.locks import writer_lock
from index.places import Gazetteer
from index.records import Article
from index.search import Archive
from index.store import Store
from index.writing.derive import Derivation
from index.writing.maintain import backup, verify
from index.writing.rebuild import rebuild
from tests.archives import PairEncoder, build_archive, page, tokeniser

THING = "产业路"
_VILLAGES = "白水清泉柳沟石门杏花南岔双湾黑松河湾沙坪"

Files = Mapping[str, str]
"""The content of a folder of inputs, by file name."""


def story(number: int, version: int) -> str:
    """Return a page of one article; the same number is the same village."""
    at = 2 * number % len(_VILLAGES)
    village = _VILLAGES[at : at + 2]
    return page(
        f"{village}村修通{THING}",
        f"本报金川讯 8月{version % 27 + 1}日，{village}村第{number}条{THING}通车，这是第{version}次报道。"
        f"果园都能开进货车，运费降了{number % 9 + 1}成。",
    )


def ready(name: str, count: int, version: int) -> str:
    """Return a file of ready articles."""
    lines = [
        {"id": f"{name}-{i}", "text": f"{name}的第{i}号果园修通了{THING}，这是第{version}次报道。"}
        for i in range(count)
    ]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


def first_files(rng: random.Random) -> dict[str, str]:
    """Return the files of a new archive."""
    files = {f"p{i:02d}.txt": story(i, 0) for i in range(rng.randint(12, 24))}
    return files | {"long.jsonl": ready("long", rng.randint(20, 60), 0)}


def next_issue(files: Files, rng: random.Random, version: int) -> dict[str, str]:
    """Return the files after another issue came: some are new, some changed, some gone."""
    names = sorted(files)
    gone = set(rng.sample(names, rng.randint(0, 3)))
    changed = set(rng.sample(names, rng.randint(0, 4))) - gone
    after = {name: content for name, content in files.items() if name not in gone}
    for name in changed:
        if name.endswith(".txt"):
            after[name] = story(int(name[1:-4]), version)
        else:
            after[name] = ready(name.partition(".")[0], rng.randint(20, 60), version)
    first = max((int(name[1:-4]) for name in names if name.endswith(".txt")), default=0) + 1
    after |= {f"p{i:02d}.txt": story(i, version) for i in range(first, first + rng.randint(1, 6))}
    if rng.random() < 0.5:
        after[f"issue{version}.jsonl"] = ready(f"issue{version}", rng.randint(10, 40), version)
    return after


def lay_out(folder: Path, files: Files) -> None:
    """Make a folder hold exactly these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for name, content in files.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != content:
            path.write_text(content, encoding="utf-8")


def digest_of(content: str) -> str:
    """Return the digest under which the archive knows a file of this content."""
    return hashlib.sha256(content.encode()).hexdigest()


def encoder_of(index: Path) -> PairEncoder:
    """Return the encoder that an archive was made with."""
    store = Store.open(current(index.resolve()).database)
    try:
        return PairEncoder(version=store.manifest.encoder_version)
    finally:
        store.close()


def write(action: str, index: Path, pages: Path, source: str = "") -> None:
    """Do one thing to an archive.

    Args:
        action: "build", "add", "remove", "rebuild", "snapshot" or "backup".
        index: the archive's folder.
        pages: the folder of its inputs.
        source: the file to remove.
    """
    if action in ("build", "add"):
        encoder = encoder_of(index) if (index / "current").exists() else PairEncoder()
        build_archive(index, pages, encoder=encoder)
    elif action == "remove":
        remove([source], index, tokeniser=tokeniser())
    elif action == "rebuild":
        version = str(int(encoder_of(index).version) % 2 + 1)
        rebuild(index, encoder=PairEncoder(version=version), tokeniser=tokeniser())
    elif action == "snapshot":
        _snapshot(index)
    else:
        backup(index)


def _snapshot(index: Path) -> None:
    """Write the vectors' snapshot and the lexical index anew, as an open does that finds them gone."""
    folder = index.resolve()
    generation = current(folder)
    with writer_lock(folder):
        generation.vectors.unlink(missing_ok=True)
        (generation.lexical / "meta.json").unlink(missing_ok=True)
        store = Store.open(generation.database)
        try:
            Derivation(store, generation, tokeniser()).catch_up()
        finally:
            store.close()


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that questions see of an archive, by every way to it, apart from row numbers.

    Attributes:
        articles: every article, as it came in and with what it mentions.
        containing, words, vectors: the passages found literally, by words and by vectors.
        files: digest of each file by name; empty while only a part of it is in.
        faults: what `verify` finds wrong.
    """

    articles: tuple[str, ...]
    containing: tuple[str, ...]
    words: tuple[str, ...]
    vectors: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]


def look(index: Path) -> Seen:
    """Open an archive as any reader does, and look at it from all sides."""
    with Archive.open(index, encoder=encoder_of(index), tokeniser=tokeniser()) as archive:
        state = archive.status()
        faults = [] if state["lexical_sequence"] == state["sequence"] else ["the lexical index is behind"]
        hits = archive.search(f"{THING}果园报道", 2000)
        store = Store.open(current(index.resolve()).database)
        try:
            files = {record.source: record.digest for record in store.files().values()}
        finally:
            store.close()
        seen = (
            tuple(sorted(_told(a, repr(archive.annotation(a.article_id))) for a in archive.articles())),
            tuple(sorted(f.article.text for f in archive.containing([[THING]]))),
            tuple(sorted(hit.text for hit in hits if "lexical" in hit.channels)),
            tuple(sorted(hit.text for hit in hits if "vector" in hit.channels)),
        )
    faults += [f"{c.part}: {c.detail}" for c in verify(index, tokeniser=tokeniser()) if not c.sound]
    return Seen(*seen, tuple(sorted(files.items())), tuple(faults))


def _told(article: Article, annotation: str) -> str:
    return f"{article.source}\t{article.article_id}\t{article.headline}\t{article.text}\t{annotation}"


def warm() -> None:
    """Load what every process needs, before any of them is forked."""
    tokeniser().words("果园")
    Gazetteer.load()
    import faiss  # noqa: F401
    import tantivy  # noqa: F401
