"""The rules that no single module can see: who imports whom, which library is known where, what is pinned."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("index", "assistant", "prompts", "eval")
# What each package may import besides itself.
ALLOWED: dict[str, set[str]] = {
    "index": set(),
    "prompts": set(),
    "assistant": {"index", "prompts"},
    "eval": {"assistant", "index", "prompts"},
}
# Libraries that can be replaced, and the modules that may know them: the rest asks those modules.
HOMES = {
    "sqlalchemy": {
        "index/store.py",
        "assistant/feedback.py",
        *(f"index/tables/{name}.py" for name in ("database", "schema", "selection", "transaction")),
        *(f"index/tables/{name}.py" for name in ("passagetable", "migrations", "catalogue", "parts")),
    },
    "faiss": {"index/nearest.py"},
    "tantivy": {
        "index/lexical.py",
        "index/lexical_query.py",
        "index/lexical_files.py",
        "index/lexical_documents.py",
    },
    "sentence_transformers": {"index/encoder.py", "index/reranker.py"},
}


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield every module that a file imports, with whether the import stands at module level."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in top
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = path.relative_to(ROOT).parent.parts
                base = ".".join((*package[: len(package) - node.level + 1], *filter(None, [base])))
            yield base, id(node) in top
            for alias in node.names:
                yield f"{base}.{alias.name}", id(node) in top
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
            yield from ((str(given.value), False) for given in node.args if isinstance(given, ast.Constant))


def modules(package: str) -> list[Path]:
    """Return the Python files of a package, data folders included."""
    return sorted((ROOT / package).rglob("*.py"))


def imported_by(path: Path) -> set[str]:
    """Return all module names that a file imports anywhere."""
    return {name for name, _ in imports(path)}


@pytest.mark.parametrize("package", OURS)
def test_imports_run_one_way(package: str) -> None:
    forbidden = set(OURS) - ALLOWED[package] - {package} | {"tests"}
    broken = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(package)
        for name in imported_by(path)
        if name.split(".")[0] in forbidden
    ]
    assert not broken, broken


@pytest.mark.parametrize(
    ("path", "other"),
    [("index/build.py", "index.search"), ("index/search.py", "index.build")],
)
def test_reading_and_writing_meet_only_in_the_store(path: str, other: str) -> None:
    start = ROOT / path
    assert start.is_file(), f"{path} is missing"
    assert other not in reachable(start)


def reachable(start: Path) -> set[str]:
    """Return every module of `index` that a file imports, directly or through others of `index`."""
    found: set[str] = set()
    todo = [start]
    while todo:
        for name in imported_by(todo.pop()):
            path = ROOT / (name.replace(".", "/") + ".py")
            if name.startswith("index.") and name not in found and path.is_file():
                found.add(name)
                todo.append(path)
    return found


@pytest.mark.parametrize("library", HOMES)
def test_a_replaceable_library_is_known_at_home_only(library: str) -> None:
    strangers = {
        path.relative_to(ROOT).as_posix()
        for package in ("index", "assistant", "prompts")
        for path in modules(package)
        if any(name.split(".")[0] == library for name in imported_by(path))
    } - HOMES[library]
    assert not strangers, strangers


def test_heavy_libraries_are_imported_where_used() -> None:
    heavy = {
        *("torch", "transformers", "sentence_transformers", "llama_index"),
        *("gradio", "trafilatura", "pandas"),
    }
    # Modules that exist for one of these libraries and are themselves imported only where used.
    at_home = {"assistant/llamaindex.py"}
    eager = [
        f"{path.relative_to(ROOT)} imports {name}"
        for package in ("index", "assistant", "prompts")
        for path in modules(package)
        if (home := path.relative_to(ROOT).as_posix()) not in at_home and not home.startswith("assistant/ui/")
        for name, top in imports(path)
        if top and name.split(".")[0] in heavy
    ]
    assert not eager, eager


def test_the_command_line_does_not_load_the_web_chat() -> None:
    path = ROOT / "assistant" / "cli.py"
    assert path.is_file(), "assistant/cli.py is missing"
    assert not [name for name, top in imports(path) if top and name.startswith("assistant.ui")]


def pins() -> dict[str, str]:
    """Return name → version of the constraints file, names in pip's normal form."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    return {normal(name): version for name, version in found.items()}


def normal(name: str) -> str:
    """Return a distribution's name as pip compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_direct_dependency_is_pinned_as_in_the_constraints() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    direct = [entry for group in groups for entry in group if not entry.startswith("wendang[")]
    assert direct[0].startswith("torch==")
    known = pins()
    for entry in direct:
        name, _, version = entry.partition("==")
        assert version, f"{entry} is not pinned"
        assert known.get(normal(name)) == version, entry


def test_constraints_name_no_place_and_no_local_build() -> None:
    for name, version in pins().items():
        assert re.fullmatch(r"[\w.!]+", version), f"{name}=={version}"


def test_source_files_stay_readable() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for package in OURS
        for path in modules(package)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    ]
    assert not long, long
