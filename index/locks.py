"""One writer per archive: a lock that the operating system drops when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ArchiveBusy, ArchiveNotWritable

_PAUSE_S = 0.05


@contextmanager
def writer_lock(folder: Path, wait_s: float = 0.0) -> Iterator[None]:
    """Hold the archive's writer lock.

    Args:
        folder: the archive's folder, which must exist.
        wait_s: seconds to wait for another writer to finish.

    Raises:
        ArchiveBusy: another process (or thread) is writing; the message names its process id.
        ArchiveNotWritable: the folder does not let itself be written.
    """
    path = folder / "writer.lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise ArchiveNotWritable(
            f"the lock file cannot be opened: {error.strerror}",
            subject=str(folder),
            hint="check the permissions of the folder and the space on its disk",
        ) from error
    try:
        _acquire(handle, folder, wait_s)
        # Only says who holds it; the lock itself is the kernel's, so an old number does no harm.
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def is_locked(folder: Path) -> bool:
    """Say whether somebody is writing to the archive."""
    try:
        handle = os.open(folder / "writer.lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        # Shared, so that two who ask at once do not see each other.
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _acquire(handle: int, folder: Path, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                break
        time.sleep(_PAUSE_S)
    holder = os.pread(handle, 32, 0).decode(errors="replace").strip() or "unknown"
    raise ArchiveBusy(
        f"another process is writing to the index (process {holder})",
        subject=str(folder),
        hint="wait until it has finished",
    )
