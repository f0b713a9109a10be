"""A program of its own: tesseract's library, kept ready, reading page after page that stand on standard input.

Started by `ingest.ocr.standing`, one per reading thread; it imports nothing of ours. Loading a language takes
tesseract a tenth of a second, a twentieth of a page: here it is paid once. A fault in the library ends this process,
not ours.

Its arguments are the folder of the languages' data and the library's file, or nothing for the system's. It begins by
saying the library's version on a line. Then each request is a line (language, dpi, page segmentation mode, number of
bytes) and so many bytes of PGM; the answer is a line with the number of bytes, and so many bytes of TSV. It ends when
its standard input is closed, in mid-page too.
"""

from __future__ import annotations

import os
import select
import sys
from ctypes import CDLL, c_char_p, c_int, c_void_p, string_at
from threading import Thread
from typing import Any, BinaryIO

LIBRARIES = ("libtesseract.so.5", "libtesseract.5.dylib")
HEAD = b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def load_library(place: str = "") -> Any:
    """Tesseract's C interface, typed. Errors: OSError where it is not there, AttributeError where it differs."""
    for name in (place,) if place else LIBRARIES:
        try:
            library = CDLL(name)
            break
        except OSError:
            continue
    else:
        raise OSError("no libtesseract")
    handle, text, number = c_void_p, c_char_p, c_int
    for function, result, takes in (
        ("TessVersion", text, ()),
        ("TessDeleteText", None, (c_void_p,)),
        ("TessBaseAPICreate", handle, ()),
        ("TessBaseAPIInit3", number, (handle, text, text)),
        ("TessBaseAPIClear", None, (handle,)),
        ("TessBaseAPISetVariable", number, (handle, text, text)),
        ("TessBaseAPISetPageSegMode", None, (handle, number)),
        ("TessBaseAPISetImage", None, (handle, text, number, number, number, number)),
        ("TessBaseAPIGetTsvText", c_void_p, (handle, number)),
    ):
        getattr(library, function).restype = result
        getattr(library, function).argtypes = list(takes)
    return library


def open_language(library: Any, folder: str, language: str) -> Any:
    """A reader of that language, whose data lie in the folder. Errors: OSError."""
    reader = library.TessBaseAPICreate()
    if library.TessBaseAPIInit3(reader, os.fsencode(folder), language.encode()):
        raise OSError(f"no data for {language}")
    return reader


def read_page(library: Any, reader: Any, image: bytes, dpi: str, mode: int) -> bytes:
    """The TSV of a PGM image, as the program `tesseract` would write it."""
    head, pixels = image.split(b"\n", 1)
    width, height = (int(side) for side in head.split()[1:3])
    library.TessBaseAPISetPageSegMode(reader, mode)
    library.TessBaseAPISetVariable(reader, b"user_defined_dpi", dpi.encode())
    library.TessBaseAPISetImage(reader, pixels, width, height, 1, width)
    found = library.TessBaseAPIGetTsvText(reader, 0)
    table: bytes = string_at(found) if found else b""
    library.TessDeleteText(found)
    library.TessBaseAPIClear(reader)
    return HEAD + table


def serve(library: Any, folder: str, requests: BinaryIO, answers: BinaryIO) -> None:
    """Read pages until there are no more requests."""
    readers: dict[str, Any] = {}
    while line := requests.readline():
        language, dpi, mode, size = line.decode().split()
        image = requests.read(int(size))
        if language not in readers:
            readers[language] = open_language(library, folder, language)
        table = read_page(library, readers[language], image, dpi, int(mode))
        answers.write(b"%d\n" % len(table) + table)
        answers.flush()


def end_with(requests: BinaryIO) -> None:
    """End when nobody can ask any more: a page half read for a program that was killed is of use to nobody."""
    waiting = select.poll()
    waiting.register(requests, 0)  # asked for nothing, it tells when the other end is closed
    waiting.poll()
    os._exit(0)


def main(folder: str, place: str = "") -> None:
    """Serve until standard input ends; leave at once, the library has nothing to put in order."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the library itself prints is no answer
    Thread(target=end_with, args=(requests,), daemon=True).start()
    try:
        library = load_library(place)
        answers.write(library.TessVersion() + b"\n")
        answers.flush()
        serve(library, folder, requests, answers)
    except (OSError, AttributeError):
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
