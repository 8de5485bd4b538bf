"""What an editor does: bring in pages, look at what they would become, take them in, remove, rebuild.

One task of the writing process at a time; questions are answered all the while, and from the new articles as
soon as they are written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from assistant.doctor import Check, examine
from assistant.serving.access import is_local
from assistant.serving.jobs import Job, State
from assistant.serving.staging import Staged, Staging
from index.errors import ArchiveBusy, MissingInput
from index.folder import uploaded
from index.locks import is_locked
from index.records import Refused
from index.search import Archive

if TYPE_CHECKING:
    from assistant.settings import Settings

_TESTED = ("settings", "encoder", "index", "model")
_SHOWN_SETTINGS = (
    *("index", "encoder", "home_province", "today", "max_question"),
    *("model_base_url", "model_name", "model_timeout_s", "model_context_window", "model_max_tokens"),
    *("requests_per_minute", "session_hours", "upload_mb", "upload_files", "page_folders"),
)


class Desk:
    """The editor's side of one archive.

    Args:
        archive: the open archive; it is brought up to date after every task.
        settings: folders, encoder, limits.
        start: begins a task of the writing process.
    """

    def __init__(self, archive: Archive, settings: Settings, start: Callable[..., Job] = Job) -> None:
        self._archive, self._settings, self._start = archive, settings, start
        self._folder = settings.index.resolve()
        self._job: Job | None = None
        self._lock = Lock()
        self._staging = Staging(self._folder, settings.upload_files, settings.upload_mb)

    @property
    def job(self) -> Job | None:
        """The task that was started last."""
        return self._job

    # Bringing in

    def stage(self, files: Sequence[Path]) -> Staged:
        """Take uploaded files, without reading them; see `Staging.take`."""
        return self._staging.take(files, set(self.sources()))

    def folder(self, name: str) -> Path:
        """Return a folder of the server that an editor names.

        Raises:
            MissingInput: there is no such folder, or it lies outside those that may be named.
        """
        path = Path(name.strip()).expanduser().resolve()
        allowed = self._allowed()
        inside = allowed is None or any(path.is_relative_to(root) for root in allowed)
        if not name.strip() or not inside or not path.is_dir():
            hint = (
                "name a folder of the server"
                if allowed is None
                else "the setting page_folders names those allowed"
            )
            raise MissingInput("there is no such folder that may be read", subject=name, hint=hint)
        return path

    def preview(self, paths: Sequence[Path]) -> Job:
        """Say what files and folders would become, without writing anything.

        Raises:
            ArchiveBusy: a task is under way.
        """
        return self._begin("preview", paths=[str(path) for path in paths])

    def take_in(self, staged: Staged) -> Job:
        """Make uploaded files part of the archive.

        Args:
            staged: the files; or a folder, which is read where it lies.

        Raises:
            ArchiveBusy: a task is under way.
            MissingInput: no file is left, or the server was started anew in the meantime.
        """
        self._check_idle()
        if not staged.names:
            return self.read([staged.folder])
        return self.read(self._staging.accept(staged))

    def reread(self) -> Job:
        """Read everything again that was ever uploaded; what has not changed costs no more than its hash.

        Raises:
            ArchiveBusy: a task is under way.
            MissingInput: nothing was ever uploaded.
        """
        uploads = uploaded(self._folder)
        if not uploads:
            raise MissingInput("nothing was uploaded yet", hint="choose some files")
        return self.read(uploads)

    def read(self, paths: Sequence[Path]) -> Job:
        """Read files and folders into the archive.

        Raises:
            ArchiveBusy: a task is under way.
        """
        return self._begin("build", paths=[str(path) for path in paths])

    def discard(self, staged: Staged) -> None:
        """Forget uploaded files."""
        self._staging.discard(staged)

    # Looking after

    def remove(self, sources: Sequence[str]) -> Job:
        """Take files out of the archive; uploaded ones are deleted.

        Raises:
            ArchiveBusy: a task is under way.
        """

        def ended(state: State) -> None:
            for source in sources if state.phase == "done" else ():
                self._staging.delete(source)

        return self._begin("remove", ended, sources=list(sources))

    def rebuild(self) -> Job:
        """Derive the indexes anew, beside those in use.

        Raises:
            ArchiveBusy: a task is under way.
        """
        return self._begin("rebuild")

    def facts(self) -> Mapping[str, object]:
        """Return what the archive holds, and whether somebody is writing to it."""
        self._archive.refresh()
        return {**self._archive.status(), "being_written": is_locked(self._folder)}

    def refused(self) -> Sequence[Refused]:
        """Return the inputs of the archive that could not be read."""
        return self._archive.refused()

    def sources(self) -> list[str]:
        """Return the names of the archive's files."""
        return sorted({entry.source for entry in self._archive.catalogue.sources()})

    def shown_settings(self) -> dict[str, str]:
        """Return the settings that an editor may see; no key or password is among them."""
        return {
            name: str(value)
            for name in _SHOWN_SETTINGS
            if (value := getattr(self._settings, name)) is not None
        }

    def checks(self) -> list[Check]:
        """Try out encoder, index and model."""
        return [check for check in examine(self._settings.index) if check.name in _TESTED]

    def _begin(self, task: str, ended: Callable[[State], None] | None = None, **needs: Any) -> Job:
        def after(state: State) -> None:
            if ended is not None:
                ended(state)
            if task != "preview":
                self._archive.refresh()

        settings = self._settings
        fixed = {
            "index": str(self._folder),
            "encoder": settings.encoder,
            "home_province": settings.home_province,
        }
        with self._lock:
            self._check_idle()
            self._job = self._start({"task": task, **fixed, **needs}, after)
            return self._job

    def _check_idle(self) -> None:
        if self._job is not None and self._job.state.running:
            hint = "wait until it has ended"
            raise ArchiveBusy("another task is under way", subject=self._job.state.task, hint=hint)

    def _allowed(self) -> list[Path] | None:
        """Return the folders that may be named; None for all: on the loopback it is one's own machine."""
        settings = self._settings
        if settings.page_folders:
            return [
                Path(name).expanduser().resolve() for name in settings.page_folders.split(os.pathsep) if name
            ]
        alone = is_local(settings.host) and not (settings.allowed_hosts or settings.editor_password)
        return None if alone else []
