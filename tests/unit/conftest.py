"""What unit tests of answers share: one small archive, built once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Assistant
from index.search import Archive
from tests.asking import archive_of, assistant


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Yield an open archive of the invented reports."""
    with archive_of(tmp_path_factory.mktemp("reports")) as opened:
        yield opened


@pytest.fixture(scope="session")
def asking(reports: Archive) -> Assistant:
    """Return an assistant that answers from the invented reports, without a model."""
    return assistant(reports, reports.folder)
