"""A folder of pages opened from the disk, without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from output.store.archive import open_archive
from pipeline.serving.site import export_site


@pytest.fixture(scope="module")
def folder(shown_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("folder")
    with open_archive(shown_archive) as archive:
        export_site(archive, place, ["lindeparken"], "da")
    return place


def test_searches_and_goes_between_values_from_the_disk(folder: Path, driver: Any) -> None:
    driver.get_log("browser")
    driver.get((folder / "index.html").as_uri())
    driver.find_element("id", "find").send_keys("tryghed lindeparken")
    hit = driver.find_elements("css selector", "#found .title")[0]
    driver.get(hit.get_attribute("href"))
    pick = driver.find_elements("css selector", ".group[open] .pick:not([data-elsewhere])")[0]
    pick.click()
    assert driver.find_elements("css selector", ".value.chosen")
    assert driver.find_elements("css selector", ".q.chosen")
    assert "?v=" in driver.current_url
    driver.refresh()
    assert driver.find_elements("css selector", ".value.chosen")
    assert [one for one in driver.get_log("browser") if one["level"] == "SEVERE"] == []


def test_shows_charts_whose_marks_lead_to_the_paper(folder: Path, driver: Any) -> None:
    driver.get((folder / "sammenlign-lindeparken.html").as_uri())
    mark = driver.find_elements("css selector", ".chart svg a")[0]
    driver.get(driver.execute_script("return new URL(arguments[0].href.baseVal, location.href).href", mark))
    assert driver.find_elements("css selector", ".value.chosen")
