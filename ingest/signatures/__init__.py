"""Who signed a PDF, what, when, and whether it still is what they signed. The only folder that imports pyHanko.

Offline, and judged at the time of signing: the same bytes and roots give the same records in ten years. Importing this
costs nothing; pyHanko is loaded by the first file that has signatures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.signatures.reading import Signing
    from ingest.signatures.trust_roots import TrustRoots


def read_signing(data: bytes, roots: TrustRoots | None = None, passwords: Sequence[str] = ()) -> Signing:
    """The signatures and attachments of a PDF.

    `roots` are the authorities that the user trusts; None where none were given, and then no signature is called
    trusted or not. `passwords` are tried on a file that asks for one. A broken or hostile signature is a record of its
    own, never an error; MemoryError alone passes.
    """
    from ingest.signatures.reading import read_signing

    return read_signing(data, roots, passwords)
