"""The OCR cache: what an engine read on a page image, by the image's hash, the engine's version and the settings."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CacheSize:
    """What the cache holds: `entries` files of `bytes` in all."""

    folder: Path
    entries: int
    bytes: int


def usual_folder() -> Path:
    """$AFTALEARKIV_CACHE, else $XDG_CACHE_HOME/aftalearkiv, else ~/.cache/aftalearkiv."""
    own = os.environ.get("AFTALEARKIV_CACHE")
    if own:
        return Path(own).expanduser()
    shared = os.environ.get("XDG_CACHE_HOME")
    return (Path(shared) if shared else Path.home() / ".cache") / "aftalearkiv"


def key_of(*parts: bytes | memoryview | str) -> str:
    """The key of an entry: a hash over the parts, each with its length, so that no two lists of parts meet."""
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class OcrCache:
    """Text by key, in a folder. A damaged entry counts as absent; a folder that cannot be written to holds nothing."""

    folder: Path

    def get(self, key: str) -> str | None:
        """The text under the key, or None."""
        try:
            return zlib.decompress(self._file(key).read_bytes()).decode()
        except (OSError, zlib.error, UnicodeDecodeError):
            return None

    def put(self, key: str, text: str) -> None:
        """Keep the text; a reader never sees half of it."""
        file = self._file(key)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent)
            try:
                with os.fdopen(handle, "wb") as sink:
                    sink.write(zlib.compress(text.encode(), 6))
                Path(name).replace(file)
            finally:
                Path(name).unlink(missing_ok=True)

    def measure(self) -> CacheSize:
        """How much it holds."""
        sizes = [file.stat().st_size for file in self._files()]
        return CacheSize(self.folder, len(sizes), sum(sizes))

    def clear(self) -> CacheSize:
        """Remove every entry; what was removed."""
        size = self.measure()
        for file in self._files():
            file.unlink(missing_ok=True)
        return size

    def _files(self) -> list[Path]:
        return sorted((self.folder / "ocr").glob("??/*.z"))

    def _file(self, key: str) -> Path:
        return self.folder / "ocr" / key[:2] / f"{key[2:]}.z"
