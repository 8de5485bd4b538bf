"""Rules and weights that ship with the code: TOML files that an editor of the paper may change."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Any, TypeVar

from index.errors import DataError

T = TypeVar("T")


def load_packaged(package: str, name: str, make: Callable[[dict[str, Any]], T], what: str) -> T:
    """Read a file of a package's `data` folder and return what is made of it.

    Args:
        package: the package that the file ships with.
        name: the file's name.
        make: makes rules or weights of the parsed file.
        what: what is said of a file that is wrong, before the reason.

    Raises:
        DataError: the file is no TOML, lacks an entry, or an entry cannot be used.
    """
    text = resources.files(package).joinpath(f"data/{name}").read_text(encoding="utf-8")
    try:
        return make(tomllib.loads(text))
    except (AttributeError, KeyError, TypeError, ValueError, re.error) as error:
        raise DataError(f"{what}: {error}", subject=name, hint="mend or restore the file") from error
