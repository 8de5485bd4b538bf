"""Has every case the form of `cases/schema.json`, an id of its own, and the half that its file says?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from eval.linting import Problem, Row
from eval.sets import FOLDER
from index.errors import SettingsError


@cache
def _validator() -> Any:
    try:
        import jsonschema
    except ImportError as error:
        what, hint = "jsonschema is not installed", "pip install 'wendang[eval]'"
        raise SettingsError(what, subject="eval lint", hint=hint) from error
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def check_form(halves: Mapping[str, Sequence[tuple[str, Sequence[Row]]]]) -> Iterator[Problem]:
    """Yield what is wrong with the form of cases.

    Args:
        halves: by half, the files with their cases.

    Raises:
        SettingsError: jsonschema is not installed.
    """
    every = [row for files in halves.values() for _, rows in files for row in rows]
    times = Counter(str(row.get("id")) for row in every)
    for half, files in halves.items():
        for name, rows in files:
            for row in rows:
                id = str(row.get("id"))
                for error in _validator().iter_errors(row):
                    where = ".".join(map(str, error.absolute_path))
                    yield Problem(name, id, f"{where}: {error.message}" if where else error.message)
                if times[id] > 1:
                    yield Problem(name, id, "another case has this id")
                if row.get("split", half) != half:
                    yield Problem(name, id, f"it says that it is of {row['split']}, its file is of {half}")
