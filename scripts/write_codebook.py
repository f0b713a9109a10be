"""Write docs/codebook.md and docs/records.schema.json from the models; `tests/test_docs.py` holds the two together.

python scripts/write_codebook.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from output.codebook.pages import codebook_markdown  # noqa: E402
from output.codebook.record_schema import record_schema  # noqa: E402
from pipeline.codebook import database_codebook  # noqa: E402

CODEBOOK = ROOT / "docs" / "codebook.md"
SCHEMA = ROOT / "docs" / "records.schema.json"

if __name__ == "__main__":
    CODEBOOK.write_text(codebook_markdown(*database_codebook()), encoding="utf-8")
    SCHEMA.write_text(record_schema(), encoding="utf-8")
    print(CODEBOOK.relative_to(ROOT), SCHEMA.relative_to(ROOT))
