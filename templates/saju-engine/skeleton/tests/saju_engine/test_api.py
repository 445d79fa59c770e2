"""The HTTP API: what it answers, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.openapi import openapi_text
from saju_engine.app import describe
from tests.saju_engine.client import Client


def ask(body: Any, **env: str) -> httpx.Response:
    return Client(**env).post("/v1/pillars", body)


def hanja(chart: dict[str, Any]) -> list[str]:
    return [chart["pillars"][name]["hanja"] for name in ("year", "month", "day", "hour")]


def test_casts_a_chart() -> None:
    answer = ask({"localTime": "1988-08-01T00:30", "dayBoundary": "midnight"})
    assert answer.status_code == 200
    chart = answer.json()
    assert hanja(chart) == ["戊辰", "己未", "丁亥", "壬子"]
    assert chart["pillars"]["year"] == {
        "index": 4,
        "hanja": "戊辰",
        "hangul": "무진",
        "romanised": "mu-jin",
    }
    assert chart["instant"] == "1988-07-31T14:30:00Z"
    assert (chart["utcOffset"], chart["summerTime"]) == ("+10:00", True)
    assert chart["clock"] == "1988-07-31T23:30:00"
    assert chart["solarTerm"]["hangul"] == "소서"
    assert chart["nextSolarTerm"]["longitude"] == 135
    assert chart["solarTerm"]["instant"] < chart["instant"] < chart["nextSolarTerm"]["instant"]


def test_conventions_can_be_chosen() -> None:
    chart = ask(
        {
            "localTime": "2000-01-01T23:40",
            "dayBoundary": "zi",
            "daylightSaving": "kept",
            "solarTime": {"kind": "mean", "longitude": 126.98},
        }
    ).json()
    assert chart["clock"] == "2000-01-01T23:07:55"
    assert chart["dayBoundary"] == "zi"
    assert hanja(chart)[2] == "己未"


def test_the_boundary_of_the_day_has_a_default_of_the_service() -> None:
    birth = {"localTime": "2000-01-01T23:40"}
    assert hanja(ask(birth, DAY_BOUNDARY="midnight").json())[2] == "戊午"
    assert hanja(ask(birth, DAY_BOUNDARY="zi").json())[2] == "己未"
    assert ask(birth | {"dayBoundary": "midnight"}, DAY_BOUNDARY="zi").json()["dayBoundary"] == (
        "midnight"
    )


def test_a_time_of_which_there_were_two_needs_a_fold() -> None:
    twice = {"localTime": "1988-10-09T02:30"}
    answer = ask(twice)
    assert answer.status_code == 400
    assert (answer.json()["code"], answer.json()["field"]) == ("ambiguous-local-time", "fold")
    assert ask(twice | {"fold": 0}).json()["instant"] == "1988-10-08T16:30:00Z"
    assert ask(twice | {"fold": 1}).json()["instant"] == "1988-10-08T17:30:00Z"


@pytest.mark.parametrize(
    ("local", "code"),
    [
        ("1988-05-08T02:30", "nonexistent-local-time"),
        ("1899-12-31T23:59", "year-out-of-range"),
        ("2101-01-01T00:00", "year-out-of-range"),
        ("2023-02-29T00:00", "invalid-local-time"),
        ("2023-02-28T24:00", "invalid-local-time"),
    ],
)
def test_what_the_calendar_has_not_is_refused_with_a_reason(local: str, code: str) -> None:
    answer = ask({"localTime": local})
    assert answer.status_code == 400
    assert answer.json()["code"] == code
    assert local[:4] not in answer.json()["error"].replace("1900", "").replace("2100", "")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "localTime"),
        ({"localTime": "1990-05-05"}, "localTime"),
        ({"localTime": "1990-05-05T10:00Z"}, "localTime"),
        ({"localTime": "1990-05-05T10:00", "name": "x"}, "name"),
        ({"localTime": "1990-05-05T10:00", "fold": 2}, "fold"),
        ({"localTime": "1990-05-05T10:00", "fold": True}, "fold"),
        ({"localTime": "1990-05-05T10:00", "dayBoundary": "noon"}, "dayBoundary"),
        ({"localTime": "1990-05-05T10:00", "solarTime": {"kind": "mean"}}, "longitude"),
        (
            {"localTime": "1990-05-05T10:00", "solarTime": {"kind": "mean", "longitude": 181}},
            "longitude",
        ),
        ([], "body"),
    ],
)
def test_what_is_not_of_the_schema_is_refused_without_repeating_it(body: Any, where: str) -> None:
    answer = ask(body)
    assert answer.status_code == 422
    assert where in answer.json()["error"]
    assert "1990" not in answer.text


@pytest.mark.parametrize("number", ["1e999", "NaN"])
def test_a_longitude_that_is_no_number_is_refused(number: str) -> None:
    text = f'{{"localTime":"1990-05-05T10:00","solarTime":{{"kind":"mean","longitude":{number}}}}}'
    assert Client().post_text("/v1/pillars", text).status_code == 422


def test_a_batch_answers_each_in_its_place() -> None:
    births = [
        {"localTime": "2000-01-01T12:00"},
        {"localTime": "1988-05-08T02:30"},
        {"localTime": "2000-01-02T12:00", "dayBoundary": "zi"},
    ]
    answer = Client().post("/v1/pillars/batch", {"births": births})
    assert answer.status_code == 200
    first, second, third = answer.json()["answers"]
    assert hanja(first["chart"]) == ["己卯", "丙子", "戊午", "戊午"]
    assert second["problem"]["code"] == "nonexistent-local-time"
    assert "chart" not in second
    assert hanja(third["chart"])[2] == "己未"
    assert first["chart"] == ask(births[0]).json()


def test_a_batch_has_a_limit() -> None:
    def code(count: int) -> int:
        births = [{"localTime": "2000-01-01T12:00"}] * count
        return Client(MAX_BATCH="3").post("/v1/pillars/batch", {"births": births}).status_code

    assert [code(count) for count in (0, 3, 4, 1001)] == [422, 200, 422, 422]


def test_a_full_batch_fits_into_the_largest_body() -> None:
    settings = Client().service.settings
    birth = {
        "localTime": "2000-01-01T12:00:00",
        "fold": 0,
        "dayBoundary": "midnight",
        "daylightSaving": "removed",
        "solarTime": {"kind": "apparent", "longitude": 126.97796919},
    }
    body = json.dumps({"births": [birth] * settings.max_batch})
    assert len(body) < settings.max_body_bytes


def test_tells_the_solar_terms_of_a_year() -> None:
    answer = Client().get("/v1/solar-terms/2013")
    assert answer.headers["cache-control"] == "public, max-age=86400"
    terms = answer.json()["terms"]
    assert len(terms) == 24
    # Hong Kong Observatory: 0:13 at UTC+8 (crates/core/tests/solar_terms.rs).
    assert terms[2]["hanja"] == "立春"
    assert terms[2]["instant"].startswith("2013-02-03T16:13")
    assert Client().get("/v1/solar-terms/2101").status_code == 422


def test_counts_what_came_of_births() -> None:
    client = Client()
    births = [{"localTime": "2000-01-01T12:00"}, {"localTime": "1988-05-08T02:30"}]
    client.post("/v1/pillars/batch", {"births": births})
    text = client.service.metrics.text().decode()
    assert 'saju_charts_total{outcome="chart"} 1.0' in text
    assert 'saju_charts_total{outcome="nonexistent-local-time"} 1.0' in text


def test_openapi_yaml_is_what_is_served() -> None:
    committed = Path("openapi.yaml").read_text(encoding="utf-8")
    assert committed == openapi_text(describe()), (
        "stale: run .venv/bin/python -m chassis.openapi saju_engine"
    )
