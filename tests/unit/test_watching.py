"""Following a folder: a change is told once, and only when the files have stopped growing."""

from __future__ import annotations

from pathlib import Path

from assistant.watching import settled


def test_a_growing_file_is_waited_for(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("一")
    told: list[int] = []
    looks = 0

    class Enough(Exception):
        """End the watch."""

    def pause(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks in (2, 3, 4):
            page.write_text("一" * (looks + 1))
        if looks == 8:
            page.unlink()
        if looks == 12:
            raise Enough

    try:
        for _ in settled(tmp_path, 1.0, pause):
            told.append(looks)
    except Enough:
        pass
    # At the start, after the last growth (at rest one look later), and after the file is gone.
    assert told == [0, 5, 9]


def test_a_folder_that_is_empty_at_first(tmp_path: Path) -> None:
    looks = 0

    def pause(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            (tmp_path / "a.txt").write_text("一")

    next(settled(tmp_path, 0.0, pause))
    assert looks == 4
