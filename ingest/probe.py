"""What reading files needs, and whether it is here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

PACKAGES = ("pypdfium2", "pdfplumber", "pillow", "numpy")
GET_TESSERACT = "apt-get install tesseract-ocr tesseract-ocr-dan"


@dataclass(frozen=True, slots=True)
class ToolReport:
    """One tool: `version` and `place` where it is here, else None; `advice` how to get it where it is missing."""

    name: str
    version: str | None
    place: str | None
    advice: str | None


def probe_tools() -> list[ToolReport]:
    """Tesseract, its languages, and the Python packages that read PDFs and images."""
    return [*_tesseract(), *(_package(name) for name in PACKAGES)]


def _package(name: str) -> ToolReport:
    try:
        return ToolReport(name, metadata.version(name), None, None)
    except metadata.PackageNotFoundError:
        return ToolReport(name, None, None, f"pip install {name}")


def _tesseract() -> list[ToolReport]:
    from ingest.ocr import tesseract

    engine = tesseract.find_engine()
    if engine is None:
        return [ToolReport("tesseract", None, None, GET_TESSERACT)]
    reports = [ToolReport("tesseract", engine.version, engine.library or engine.path, None)]
    if engine.program:
        reports.append(ToolReport("tesseract program", engine.program, engine.path, None))
    for language in tesseract.LANGUAGES:
        here = language in engine.languages
        package = "tesseract-ocr" if language in ("eng", "osd") else f"tesseract-ocr-{language}"
        advice = None if here else f"apt-get install {package}"
        reports.append(ToolReport(f"tesseract {language}", engine.version if here else None, None, advice))
    return reports


def engine_versions() -> dict[str, str]:
    """See `ingest.engine_versions`."""
    import pypdfium2

    from ingest.ocr import tesseract

    engine = tesseract.find_engine()
    found = {"pdfium": str(pypdfium2.PDFIUM_INFO.version), **(engine.versions if engine else {"tesseract": "none"})}
    if engine is None or engine.folder is None:
        return found
    for language in tesseract.LANGUAGES:
        data = Path(engine.folder) / f"{language}.traineddata"
        if data.is_file():
            found[f"tesseract {language}"] = hashlib.sha256(data.read_bytes()).hexdigest()[:16]
    return found
