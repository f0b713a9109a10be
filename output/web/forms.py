"""A value as a form, and what was typed into it as columns again: codes are choices, numbers as Danes write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.labels import Language, label, load_labels
from models.records import Concerns, Period
from output.codebook.columns import Column, record_columns
from output.schema.tables import SINGLE_FIELDS, row_record, value_columns
from output.store.deciding import read_settings
from output.web.words import column_name

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[+-]?\d+(?:,\d+)?")
_YES_NO = ("1", "0")
# Fields that are one value and hold a code.
_CODED = {"kind": "Kind"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A code that a column may hold, its name, whether it holds it."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Input:
    """A column of a value to be typed or chosen; `several` choices may be made at a time."""

    name: str
    said: str
    text: str = ""
    choices: tuple[Choice, ...] = ()
    several: bool = False
    long: bool = False


def inputs_of(field: str, values: Mapping[str, Any], language: Language) -> list[Input]:
    """The form of a value; none of a finding, which is right or wrong."""
    if field == "findings":
        return []
    names = SINGLE_FIELDS.get(field) or value_columns(field)
    return [_input(_column(field, name), values.get(name), language) for name in names]


def empty_values(field: str) -> dict[str, Any]:
    """The columns of a row that nobody has filled in: nothing, and no code of a list of codes."""
    columns = _columns(field)
    return {name: [] if name in columns and columns[name].several else None for name in value_columns(field)}


@cache
def _columns(field: str) -> Mapping[str, Column]:
    if field in ("period", "concerns"):
        return {column.name: column for column in record_columns(field, Period if field == "period" else Concerns)}
    if field in SINGLE_FIELDS:
        return {field: Column(field, "string", vocabulary=_CODED.get(field))}
    return {column.name: column for column in record_columns(field, row_record(field))}


def _column(field: str, name: str) -> Column:
    return _columns(field).get(name) or Column(name, "string")


def _input(column: Column, value: Any, language: Language) -> Input:
    said = column_name(column.name, language)
    several = isinstance(value, list)
    if column.vocabulary or column.type == "boolean":
        chosen = {str(one) for one in value} if several else {_plain(value)}
        codes = tuple(load_labels()[column.vocabulary]) if column.vocabulary else _YES_NO
        empty = () if several or (column.required and value is not None) else (Choice("", "–", value is None),)
        choices = (Choice(one, _named(column, one, language), one in chosen) for one in codes)
        return Input(column.name, said, choices=(*empty, *choices), several=several)
    text = ", ".join(map(str, value)) if isinstance(value, list) else _plain(value)
    return Input(column.name, said, text, several=several, long=len(text) > 40 or column.name == "text")


def _named(column: Column, code: str, language: Language) -> str:
    if column.vocabulary:
        return label(code, language, column.vocabulary)
    return {"da": ("ja", "nej"), "en": ("yes", "no")}[language][_YES_NO.index(code)]


def _plain(value: Any) -> str:
    """A value as it is typed: decimals with a comma."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return f"{value:.10g}".replace(".", ",") if isinstance(value, float) else str(value)


def typed_values(field: str, before: Mapping[str, Any], typed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The columns that were typed otherwise than they were shown. Errors: UsageError for what no column takes."""
    return dict(_changed(field, before, typed))


def _changed(field: str, before: Mapping[str, Any], typed: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Any]]:
    for one in inputs_of(field, before, "da"):
        given = [text.strip() for text in typed.get(one.name, ())]
        if one.several:
            value: Any = _several(one, given)
            if value != list(before.get(one.name) or ()):
                yield one.name, value
        elif given and given[0] != _shown(one):
            yield one.name, _read(field, one, given[0])


def _several(one: Input, given: Sequence[str]) -> list[str]:
    parts = given if one.choices else [part.strip() for text in given for part in text.split(",")]
    return [part for part in parts if part]


def _shown(one: Input) -> str:
    """What a form sends back where nothing was touched."""
    if one.choices:
        return next((choice.value for choice in one.choices if choice.chosen), one.choices[0].value)
    return one.text.strip()


def _read(field: str, one: Input, text: str) -> Any:
    if not text:
        return None
    if one.choices:
        return read_settings(field, [f"{one.name}={text}"])[one.name] if one.choices[-1].value != "0" else text == "1"
    number = _column(field, one.name).type in ("integer", "number") and _THOUSANDS.fullmatch(text)
    plain = text.replace(".", "").replace(",", ".") if number else text
    return read_settings(field, [f"{one.name}={plain}"])[one.name]
