"""`evaluate`: the archive against gold records and texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.labels import Language
from corpus.speech import speaking
from models.errors import UsageError
from output.store.archive import open_archive
from pipeline.files import write_whole
from pipeline.terminal import print_data


def run_evaluate(
    gold: Path,
    db: Path,
    *,
    only_present: bool,
    misses: bool,
    before: Path | None,
    out: Path | None,
    as_json: bool,
    language: Language = "en",
) -> float:
    """The archive against gold records and texts; the overall F1."""
    from output.export.json_records import document_json
    from output.measure.against_gold import evaluate, read_gold
    from output.measure.page_text import evaluate_texts, read_gold_texts
    from output.measure.report import build_report
    from output.store.loading import load_documents

    records = read_gold(gold)
    with open_archive(db) as archive:
        documents = [document_json(document) for document in load_documents(archive.db)]
    evaluation = evaluate(documents, records, only_present)
    report = build_report(evaluation, evaluate_texts(documents, read_gold_texts(gold)))
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    if out is not None:
        write_whole(out, text)
    if as_json:
        print_data(text)
    else:
        with speaking(language):
            _show_evaluation(report, evaluation.documents if misses else (), before)
    return float(report["overall"]["f1"])


def run_reviewed(db: Path, out: Path | None, as_json: bool, language: Language = "en") -> None:
    """The archive against people's decisions."""
    from output.measure.reviewed import load_decided, report_reviewed

    with open_archive(db) as archive:
        report = report_reviewed(load_decided(archive.db))
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    if out is not None:
        write_whole(out, text)
    if as_json:
        print_data(text)
        return
    from output.measure.screen import view_reviewed
    from pipeline.terminal import console

    with speaking(language):
        console().print(view_reviewed(report))


def _show_evaluation(report: dict[str, Any], missing: Sequence[Any], before: Path | None) -> None:
    from output.measure.report import compare_reports, list_later_misses, list_misses
    from output.measure.screen import view_comparison, view_misses, view_report
    from pipeline.terminal import console

    screen = console()
    screen.print(view_report(report))
    if missing:
        screen.print(
            view_misses(
                [miss for document in missing for miss in [*list_misses(document), *list_later_misses(document)]]
            )
        )
    if before is not None:
        screen.print(view_comparison(compare_reports(_read_report(before), report)))


def _read_report(path: Path) -> dict[str, Any]:
    try:
        report = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); give the JSON of an earlier evaluate") from error
    except ValueError as error:
        raise UsageError(f"{path} is not JSON; give what an earlier `evaluate --out FILE` wrote") from error
    if not isinstance(report, dict) or "documents" not in report:
        raise UsageError(f"{path} is not a report; give what an earlier `evaluate --out FILE` wrote")
    return report
