"""Reading what may be broken on purpose.

On 241 signed files of public test suites pyHanko, asn1crypto and lxml raised eleven kinds of errors, most of them not
their own (KeyError, AssertionError, RecursionError, zlib.error, …). Here any of them means one thing: not to be read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

Result = TypeVar("Result")
Other = TypeVar("Other")
Arguments = ParamSpec("Arguments")


def attempt(
    otherwise: Other, read: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs
) -> Result | Other:
    """What `read` gives, or `otherwise` where it raises. Want of memory is the whole file's, and passes."""
    try:
        return read(*arguments, **named)
    except MemoryError:
        raise
    except Exception:
        return otherwise
