"""Papers read on many machines through Dask: each guarded there as here, all stored by us alone.

Dask sends pickles over its wire and trusts whoever can reach it: keep it on a network of your own, or set up its TLS
(docs/scale.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from models.errors import AftalearkivError, Crashed, DocumentError, MissingTool, UsageError
from pipeline.batches.guard import Limits
from pipeline.batches.paper import Paper, Task, failed_paper

if TYPE_CHECKING:
    from distributed import Client

Ship = Literal["bytes", "path"]
_PATIENCE = 20  # seconds in which the scheduler answers


class ClusterLost(AftalearkivError):
    """The scheduler is gone, or is not there."""

    code = "scheduler"


def read_there(task: Task, limits: Limits) -> Paper:
    """A paper read on a worker, by a guarded process of its own, kept there for the next; where it falls, once more.

    The cache of OCR is the worker's own where the bytes came by wire: the client's is not there.
    """
    from ingest import open_cache
    from pipeline.batches.slots import read_guarded

    if task.data is not None and task.settings.cache is not None:
        task = replace(task, settings=replace(task.settings, cache=open_cache()))
    return read_guarded(task, limits)


def reading_versions() -> dict[str, str]:
    """Everything on this machine that a reading depends on: machines that agree in it give the same bytes."""
    from ingest import engine_versions
    from pipeline.versions import own_versions

    return {**own_versions(), **engine_versions()}


class Cluster:
    """The workers of a Dask scheduler."""

    def __init__(self, address: str, ship: Ship, limits: Limits) -> None:
        self._limits, self._ship = limits, ship
        self._client = _connect(address)
        _check(self._client.run(reading_versions), reading_versions())
        self.count = sum(self._client.nthreads().values())
        self.window = 4 * self.count  # their bytes are in memory here

    def submit(self, task: Task) -> Future[Paper]:
        """See `pipeline.batches.slots.Readers`."""
        from ingest.files import read_bytes

        answer: Future[Paper] = Future()
        try:
            sent = replace(task, data=read_bytes(Path(task.path))) if self._ship == "bytes" else task
        except DocumentError as problem:
            answer.set_result(failed_paper(task, "read", problem.code, str(problem)))
            return answer
        # No key made of the task: equal papers under two names are two tasks.
        asked = self._client.submit(read_there, sent, self._limits, pure=False)
        asked.add_done_callback(lambda done: _hand_on(done, task, answer))
        return answer

    def close(self) -> None:
        """Let go of the scheduler; what is being read there is of use to nobody."""
        self._client.close(timeout=2)


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as missing:
        advice = "--scheduler needs Dask; install it: pip install 'aftalearkiv[dask]'"
        raise MissingTool(advice) from missing
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
        if not client.nthreads():
            client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as problem:
        advice = f"no Dask scheduler with a worker answers at {address}; start both, or correct --scheduler"
        raise UsageError(advice) from problem
    return client


def _check(workers: Mapping[str, Mapping[str, str]], here: Mapping[str, str]) -> None:
    """Errors: UsageError for the first worker that differs from this machine, saying in what."""
    for address, there in sorted(workers.items()):
        other = [
            f"{name} {there.get(name)} there, {here.get(name)} here"
            for name in sorted({*there, *here})
            if there.get(name) != here.get(name)
        ]
        if other:
            raise UsageError(
                f"the worker {address} would read otherwise than this machine ({'; '.join(other)}); install the same"
            )


def _hand_on(asked: Any, task: Task, answer: Future[Paper]) -> None:
    """What became of a task there as what becomes of it here."""
    try:
        answer.set_result(asked.result(timeout=_PATIENCE))
    except Exception as problem:
        if type(problem).__name__ == "KilledWorker":
            said = f"{task.name}: every worker that read it came down. Print it to a new PDF, and ingest that."
            answer.set_result(failed_paper(task, "read", Crashed.code, said))
        elif asked.status in ("cancelled", "lost"):
            lost = ClusterLost("the Dask scheduler is gone; every file that was done is in the archive")
            answer.set_exception(lost)
        else:
            answer.set_exception(problem)
