"""The routes."""

import logging
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Path, Response
from fastapi.responses import JSONResponse
from prometheus_client import Counter

from chassis.api import create_api
from chassis.config import read_settings
from chassis.logs import Log
from chassis.service import Service
from saju_engine.almanac import cast, solar_terms
from saju_engine.schemas import (
    Answer,
    Answers,
    Birth,
    Births,
    CalendarProblem,
    Chart,
    SolarTerms,
    Year,
)
from saju_engine.settings import Settings

_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": CalendarProblem, "description": "The calendar has no such time in Seoul"},
}
# A year's solar terms never change; a day lets a better computation through.
_ONE_DAY = "public, max-age=86400"


def create_app(service: Service[Settings]) -> FastAPI:
    """Create the application."""
    settings = service.settings
    charts = Counter(
        "saju_charts",
        "Births answered, by what came of them: chart, or the problem's code.",
        ("outcome",),
        registry=service.metrics.registry,
    )
    api = create_api(
        title="Four pillars",
        version="0.1.0",
        description="The four pillars of a birth time in Seoul.",
    )

    def answer(births: list[Birth]) -> list[Chart | CalendarProblem]:
        answers = cast(births, settings.day_boundary)
        for each in answers:
            charts.labels(each.code if isinstance(each, CalendarProblem) else "chart").inc()
        return answers

    @api.post("/v1/pillars", operation_id="pillars", response_model=Chart, responses=_REFUSED)
    async def pillars(birth: Birth) -> Chart | JSONResponse:
        """Cast the chart of one birth."""
        (chart,) = answer([birth])
        if isinstance(chart, CalendarProblem):
            return JSONResponse(chart.model_dump(), status_code=400)
        return chart

    # Not async: a full batch takes long enough to be kept off the event loop, and
    # so does writing it down.
    @api.post("/v1/pillars/batch", operation_id="pillarsBatch", response_model=Answers)
    def pillars_batch(body: Births) -> Response:
        """Cast several charts. A birth without one does not stop the others."""
        if len(body.births) > settings.max_batch:
            raise HTTPException(422, f"births: at most {settings.max_batch} in one request")
        answers = Answers.model_construct(
            answers=[
                Answer.model_construct(problem=each)
                if isinstance(each, CalendarProblem)
                else Answer.model_construct(chart=each)
                for each in answer(body.births)
            ]
        )
        text = answers.model_dump_json(by_alias=True, exclude_none=True)
        return Response(text, media_type="application/json")

    @api.get("/v1/solar-terms/{year}", operation_id="solarTerms")
    async def terms(year: Annotated[Year, Path()], response: Response) -> SolarTerms:
        """Tell when the sun reaches each of the twenty-four solar terms."""
        response.headers["cache-control"] = _ONE_DAY
        return SolarTerms(year=year, terms=solar_terms(year))

    return api


def describe() -> FastAPI:
    """Create the application for its description alone."""
    return create_app(Service(read_settings(Settings, {}), Log(logging.getLogger("describe"))))
