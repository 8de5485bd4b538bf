"""The writing process beside the server: one task from standard input, JSON lines to standard output.

    python -m assistant.serving.writer < {"task": "preview|build|remove|rebuild", "index", "paths", ...}
    > {"progress": {"stage", "done", "total", "detail"}}
    > {"file": {...}}                                       one for each file of a preview
    > {"done": {...}}  or  {"error", "subject", "hint"}     the last line

A process of its own, because reading and encoding take all of a core: the server goes on answering, and a
fault of a reader cannot take it down. The parent's end of the pipe closing ends it.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from assistant.commands.common import error_json
from assistant.serving.preview import preview
from index.errors import WendangError
from index.readers import find_inputs, passed_over
from index.reports import BuildReport, Progress

Told = Mapping[str, Any]
MOST_FILES = 300
"""Files of a folder that a preview looks at."""


def tell(task: Mapping[str, Any]) -> Iterator[Told]:
    """Do a task and yield what there is to tell; the last says how it ended.

    Args:
        task: "task", "index", and what it needs: "paths", "sources", "encoder", "home_province".
    """
    try:
        yield from _TASKS[task["task"]](task)
    except WendangError as error:
        yield error_json(error)


def _preview(task: Mapping[str, Any]) -> Iterator[Told]:
    from index.places import Gazetteer

    paths = [Path(path) for path in task["paths"]]
    inputs = find_inputs(paths)
    gazetteer = Gazetteer.load(home=task["home_province"])
    looked = inputs[:MOST_FILES]
    for done, path in enumerate(looked):
        yield {"progress": asdict(Progress("read", done, len(looked), path.name))}
        yield {"file": asdict(preview(path, gazetteer))}
    yield {"done": {"files": len(inputs), "looked_at": len(looked), "passed_over": passed_over(paths)}}


def _written(run: Callable[[Callable[[Progress], None]], BuildReport]) -> Iterator[Told]:
    """Yield the sum of a run; its progress goes out while it is under way."""
    yield {"done": _report(run(lambda progress: _emit({"progress": asdict(progress)})))}


def _build(task: Mapping[str, Any]) -> Iterator[Told]:
    from index.build import build
    from index.encoder import load_encoder
    from index.places import Gazetteer
    from index.words import JiebaTokeniser

    return _written(
        lambda progress: build(
            [Path(path) for path in task["paths"]],
            Path(task["index"]),
            encoder=load_encoder(task["encoder"]),
            tokeniser=JiebaTokeniser(),
            gazetteer=Gazetteer.load(home=task["home_province"]),
            progress=progress,
        )
    )


def _remove(task: Mapping[str, Any]) -> Iterator[Told]:
    from index.build import remove
    from index.words import JiebaTokeniser

    return _written(
        lambda progress: remove(
            task["sources"], Path(task["index"]), tokeniser=JiebaTokeniser(), progress=progress
        )
    )


def _rebuild(task: Mapping[str, Any]) -> Iterator[Told]:
    from index.encoder import load_encoder
    from index.words import JiebaTokeniser
    from index.writing.rebuild import rebuild

    return _written(
        lambda progress: rebuild(
            Path(task["index"]),
            encoder=load_encoder(task["encoder"]),
            tokeniser=JiebaTokeniser(),
            progress=progress,
        )
    )


_TASKS: dict[str, Callable[[Mapping[str, Any]], Iterator[Told]]] = {
    "preview": _preview,
    "build": _build,
    "remove": _remove,
    "rebuild": _rebuild,
}


def _report(report: BuildReport) -> dict[str, Any]:
    return asdict(report) | {"refused": [asdict(item) for item in report.refused]}


def _emit(told: Told, stream: IO[str] | None = None) -> None:
    out = stream or sys.stdout
    out.write(json.dumps(told, ensure_ascii=False) + "\n")
    out.flush()


def main() -> None:
    """Do the task on standard input; whatever else is printed goes to standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    os.nice(5)
    task = json.loads(sys.stdin.readline())
    for told in tell(task):
        _emit(told)


if __name__ == "__main__":
    main()
