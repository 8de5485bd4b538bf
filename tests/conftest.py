"""What all tests share: where the repository is, and no way out to the network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A slow or busy machine is no failure; the same cases every time, so that a failure can be repeated.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

# Set before any library is imported; a model name that is no local path then fails at once.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def samples(root: Path) -> Path:
    """Return the folder of the sample archive."""
    return root / "samples"
