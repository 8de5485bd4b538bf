"""The documents name every command, setting and make target, and their links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from assistant.cli import app
from assistant.settings import Settings

DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")


def commands(command: Any, path: str = "wendang") -> Iterator[str]:
    """Yield the full name of every command below one."""
    below = getattr(command, "commands", {})
    if not below:
        yield path
    for name, child in below.items():
        yield from commands(child, f"{path} {name}")


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme(readme: str) -> None:
    known = list(commands(typer.main.get_command(app)))
    assert len(known) > 5
    for command in known:
        *_, last = command.split()
        assert f"`{command}" in readme or f"`{last}`" in readme, command


def test_every_setting_is_in_the_configuration_table(readme: str) -> None:
    for name in Settings.model_fields:
        assert re.search(rf"^\| .*`{name}`", readme, re.M), name


def test_every_default_in_the_table_is_the_real_one(readme: str) -> None:
    for name, field in Settings.model_fields.items():
        if name not in {"host", "port"} and field.default is not None:
            row = re.search(rf"^\| `{name}` \| `?([^|`]+)`? \|", readme, re.M)
            shown = f"{field.default:g}" if isinstance(field.default, float) else str(field.default)
            assert row and row[1].strip() == shown, name


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_documents_lead_somewhere(root: Path, document: str) -> None:
    text = (root / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (root / target).exists(), f"{document}: {target}"


@pytest.mark.parametrize("document", ("ARCHITECTURE.md", "CONTRIBUTING.md"))
def test_files_that_are_named_exist(root: Path, document: str) -> None:
    text = (root / document).read_text(encoding="utf-8")
    folders = [root / name for name in ("index", "assistant", "prompts", "eval", "tests")]
    here = {path.name for folder in folders for path in folder.rglob("*")} | {
        path.name for path in root.iterdir()
    }
    for name in re.findall(r"`(?:[\w/]+/)?(\w+\.(?:py|toml|md|txt))`", text):
        assert name in here or name == "test_x.py", f"{document}: {name}"


def test_make_help_names_every_target(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    phony = set(" ".join(re.findall(r"^\.PHONY: (.*)$", makefile, re.M)).split())
    explained = set(re.findall(r"^(\w+):.*## ", makefile, re.M))
    assert {"chat", "ask", "test", "check", "browser", "screenshots", "eval"} <= explained
    assert phony - explained <= {"lint", "types", "unit"}
