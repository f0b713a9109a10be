"""What goes through the pipes between us and a process that reads: pickles, each with its length before it.

A process that reads hostile files may be taken over by one. So what comes back is taken for data: only rows of plain
values are made of it, and nothing else is ever called.
"""

from __future__ import annotations

import io
import pickle
import struct
from dataclasses import dataclass
from typing import IO, Any

_HEAD = struct.Struct(">Q")
_LARGEST = 4 << 30  # bytes of one frame
_OURS = {
    ("output.store.prepared", "Lines"),
    ("output.store.prepared", "Prepared"),
    ("output.store.rows", "Run"),
    ("pipeline.batches.paper", "Paper"),
    ("pipeline.batches.paper", "Told"),
    ("pipeline.batches.frames", "Pages"),
    ("pipeline.batches.frames", "Stage"),
}


@dataclass(frozen=True, slots=True)
class Pages:
    """So many pages of so many are read."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the work begins."""

    name: str


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _OURS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a paper")


def send(pipe: IO[bytes], value: object) -> None:
    """Write a value as one frame. Errors: OSError where nobody reads."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_HEAD.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next frame's value, of trusted origin; None where there are no more."""
    data = _frame(pipe)
    return None if data is None else pickle.loads(data)


def receive_data(pipe: IO[bytes]) -> Any:
    """The next frame's value, made of plain values and the types above; None where there are no more frames. Errors:
    pickle.UnpicklingError, and what a broken pickle raises."""
    data = _frame(pipe)
    return None if data is None else _Reader(io.BytesIO(data)).load()


def _frame(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    (size,) = _HEAD.unpack(head)
    data = pipe.read(size) if size <= _LARGEST else b""
    return data if len(data) == size else None
