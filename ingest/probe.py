"""What reading files needs, and whether it is here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata

PACKAGES = ("pypdfium2", "pdfplumber", "pillow", "numpy")
GET_TESSERACT = "apt-get install tesseract-ocr tesseract-ocr-dan"


@dataclass(frozen=True, slots=True)
class ToolReport:
    """One tool: `version` and `place` where it is here, else None; `advice` how to get it where it is missing."""

    name: str
    version: str | None
    place: str | None
    advice: str | None

    @property
    def present(self) -> bool:
        """Whether nothing is missing."""
        return self.advice is None


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
    reports = [ToolReport("tesseract", engine.version, engine.path, None)]
    for language in tesseract.LANGUAGES:
        here = language in engine.languages
        package = "tesseract-ocr" if language in ("eng", "osd") else f"tesseract-ocr-{language}"
        advice = None if here else f"apt-get install {package}"
        reports.append(ToolReport(f"tesseract {language}", engine.version if here else None, None, advice))
    return reports
