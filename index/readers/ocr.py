"""Recognition of printed text on pictures; the one place that knows rapidocr (optional extra `ocr`)."""

from __future__ import annotations

from importlib.util import find_spec

COMMAND = "pip install 'wendang[ocr]'"
"""What makes scans readable."""


def installed() -> bool:
    """Say whether text on pictures can be recognised here."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))
