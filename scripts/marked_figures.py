"""Figures that a page holds between two marks, so that a script can write them anew and leave the words around them."""

from __future__ import annotations

END = "<!-- end of figures -->"


def replace_figures(page: str, maker: str, table: str) -> str:
    """The page with the table behind the mark of who makes it ("make figures"). ValueError where a mark is missing."""
    mark = f"<!-- figures: {maker} -->"
    before, begin, rest = page.partition(mark)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has lost the marks around its figures: {mark} … {END}")
    return f"{before}{mark}\n\n{table}\n\n{END}{after}"
