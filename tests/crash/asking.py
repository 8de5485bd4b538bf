"""Two processes ask while a third adds, changes and removes issues: no error, no citation of what was not.

    python -m tests.crash.asking --questions 2000 --output results.json

The writer notes for every state of a page the moments between which an archive may show it: from the
beginning of the run that put it in to the end of the run that took it out. Each asker notes when it asked and
which pages its hits cited; afterwards the two are compared.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index.search import Archive
from tests.archives import PairEncoder, build_archive, tokeniser
from tests.crash.scene import THING, first_files, lay_out, next_issue, warm

_CITED = re.compile(r"第\d+[条号].*?第\d+次报道")
_FRESH_S = 2.0
"""How soon a reader has to see what was written."""


def states(files: dict[str, str]) -> set[str]:
    """Return what tells apart the articles of some files, as it stands in their text."""
    found = "\n".join(content.replace("\\n", "\n") for content in files.values())
    return {f"{match}" for match in _CITED.findall(found)}


def write(index: Path, pages: Path, log: Path, seed: int, stop: Path) -> None:
    """Bring one issue after another into an archive until a file named `stop` appears."""
    rng = random.Random(seed)
    files = first_files(rng)
    # The first files were in the archive before this process and those that ask began.
    shown = dict.fromkeys(states(files), 0.0)
    lines: list[dict[str, Any]] = []
    version = 0
    while not stop.exists() or version < 3:
        began = time.time()
        for state in states(files):
            shown.setdefault(state, began)
        lay_out(pages, files)
        build_archive(index, pages)
        ended = time.time()
        for state in set(shown) - states(files):
            lines.append({"state": state, "from": shown.pop(state), "to": ended})
        version += 1
        files = next_issue(files, rng, version)
    lines += [{"state": state, "from": since, "to": time.time() + 3600} for state, since in shown.items()]
    log.write_text(json.dumps({"issues": version, "shown": lines}, ensure_ascii=False), encoding="utf-8")


def ask(index: Path, log: Path, questions: int, seed: int) -> None:
    """Ask and note what was cited."""
    rng = random.Random(seed)
    noted: list[dict[str, Any]] = []
    wanted = [f"{THING}通车", "果园运费", "白水村的路", "第3次报道"]
    with Archive.open(index, encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        for _ in range(questions):
            began = time.time()
            archive.refresh()
            if rng.random() < 0.5:
                texts = [hit.text for hit in archive.search(rng.choice(wanted), 8)]
            else:
                found = archive.containing([[THING]])
                texts = [f.article.text for f in found]
                assert len({f.article.article_id for f in found}) == len(found), "an article twice"
            assert texts, "nothing found"
            cited = sorted({match for text in texts for match in _CITED.findall(text)})
            noted.append({"from": began, "to": time.time(), "cited": cited})
    log.write_text(json.dumps(noted, ensure_ascii=False), encoding="utf-8")


def stale(noted: list[dict[str, Any]], shown: list[dict[str, Any]]) -> list[str]:
    """Return the citations of what no archive held while the question was asked."""
    spans: dict[str, list[tuple[float, float]]] = {}
    for line in shown:
        spans.setdefault(line["state"], []).append((line["from"], line["to"]))
    return [
        state
        for question in noted
        for state in question["cited"]
        if not any(a <= question["to"] and question["from"] <= b + _FRESH_S for a, b in spans.get(state, []))
    ]


def run(folder: Path, questions: int, seed: int) -> dict[str, Any]:
    """Let one process write and two ask, and compare."""
    index, pages, stop = folder / "index", folder / "pages", folder / "stop"
    lay_out(pages, first_files(random.Random(seed)))
    build_archive(index, pages)

    def process(*arguments: object) -> subprocess.Popen[bytes]:
        given = [str(argument) for argument in arguments]
        return subprocess.Popen([sys.executable, "-m", "tests.crash.asking", "--as", *given])

    began = time.perf_counter()
    writer = process("writer", index, folder / "writer.json", seed, stop, pages)
    askers = [process("asker", index, folder / f"asker{n}.json", n, questions, pages) for n in (1, 2)]
    codes = [asker.wait() for asker in askers]
    stop.touch()
    codes.append(writer.wait())
    if any(codes):
        return {"failures": [f"a process ended with status {code}" for code in codes if code]}
    written = json.loads((folder / "writer.json").read_text(encoding="utf-8"))
    noted = [q for n in (1, 2) for q in json.loads((folder / f"asker{n}.json").read_text(encoding="utf-8"))]
    return {
        "questions": len(noted),
        "citations": sum(len(question["cited"]) for question in noted),
        "issues_written": written["issues"],
        "failures": stale(noted, written["shown"])[:20],
        "seconds": round(time.perf_counter() - began),
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 1 where a question failed or a citation was stale."""
    parser = argparse.ArgumentParser(description="Ask while another process writes.")
    parser.add_argument("--questions", type=int, default=2000, help="of each of two processes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--as", nargs=6, dest="part", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    warm()
    if given.part:
        name, index, log, seed, last, pages = given.part
        if name == "writer":
            write(Path(index), Path(pages), Path(log), int(seed), Path(last))
        else:
            ask(Path(index), Path(log), int(last), int(seed))
        return 0
    with TemporaryDirectory(prefix="wendang-asking-") as folder:
        results = run(Path(folder), given.questions, given.seed)
    text = json.dumps(results, ensure_ascii=False, indent=2)
    print(text)
    if given.output:
        given.output.write_text(text + "\n", encoding="utf-8")
    return 1 if results["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
