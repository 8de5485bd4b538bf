"""Chinese text in traditional characters, by OpenCC: for measuring whether both scripts find each other."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


def traditional(text: str) -> str:
    """Return a simplified text in traditional characters (OpenCC's s2t), stretch by stretch.

    The converter's time grows with the square of the length, so that it gets one line at a time.
    """
    return "\n".join(_converter().convert(line) for line in text.split("\n"))


@cache
def _converter() -> Any:
    return import_module("opencc").OpenCC("s2t")
