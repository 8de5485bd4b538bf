"""Style sheets and scripts of the page, each joined from the files in page/."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

STYLES = ("frame", "chat", "answer", "evidence", "library", "manage", "narrow")
SCRIPTS = ("actions", "turns", "evidence", "table", "scope", "drawer", "access", "session")


@cache
def style() -> str:
    """Return the style sheet of the page."""
    return "\n".join(_read(f"{name}.css") for name in STYLES)


@cache
def script() -> str:
    """Return the script of the page, one function that Gradio calls when the page has loaded."""
    parts = "\n".join(_read(f"{name}.js") for name in SCRIPTS)
    return f"() => {{\n{parts}\n}}"


def _read(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text(encoding="utf-8")
