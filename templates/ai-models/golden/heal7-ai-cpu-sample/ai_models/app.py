"""The routes."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse

from ai_models.batching import QueueFullError
from ai_models.schemas import ModelInfo, ModelName, Pair, Pairs, Score, Scores
from ai_models.scorer import DeadlineError, NotReadyError, Scorer
from ai_models.settings import Settings
from chassis.api import create_api, refusal
from chassis.config import read_settings
from chassis.logs import Log
from chassis.service import Service

_RETRY = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}}
_BUSY: dict[int | str, dict[str, Any]] = {
    429: {**refusal("Too many requests are waiting"), "headers": _RETRY},
    503: {**refusal("The model is still loading"), "headers": _RETRY},
    504: refusal("The deadline was over before the model answered"),
}

Deadline = Annotated[
    int | None,
    Header(
        alias="x-deadline-ms",
        ge=1,
        le=60_000,
        description="How long the answer is of use, when less than the service's own deadline",
    ),
]


def create_app(service: Service[Settings]) -> FastAPI:
    """Create the application, and the model behind it."""
    settings = service.settings
    scorer = Scorer(service)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with scorer.running():
            yield

    api = create_api(
        title=settings.service_name,
        version="0.1.0",
        description="Scores how two people get on, from the elements of their charts.",
        lifespan=lifespan,
    )
    _refuse_readably(api)

    def seconds(deadline: int | None) -> float:
        return min(deadline or settings.deadline_ms, settings.deadline_ms) / 1000

    @api.post("/v1/score", operation_id="score", responses=_BUSY)
    async def score(pair: Pair, deadline: Deadline = None) -> Score:
        """Score one pair."""
        (value,) = await scorer.score([pair], seconds=seconds(deadline))
        return Score(score=value, model=_name(scorer))

    @api.post("/v1/score/batch", operation_id="scoreBatch", responses=_BUSY)
    async def score_batch(body: Pairs, deadline: Deadline = None) -> Scores:
        """Score several pairs, in one inference or none."""
        if len(body.pairs) > settings.max_pairs:
            raise HTTPException(422, f"pairs: at most {settings.max_pairs} in one request")
        values = await scorer.score(body.pairs, seconds=seconds(deadline))
        return Scores(scores=values, model=_name(scorer))

    @api.get("/v1/model", operation_id="model", responses={503: _BUSY[503]})
    async def model() -> ModelInfo:
        """Tell which model answers, and what it runs on."""
        return scorer.info

    return api


def describe() -> FastAPI:
    """Create the application for its description alone."""
    return create_app(Service(read_settings(Settings, {}), Log(logging.getLogger("describe"))))


def _name(scorer: Scorer) -> ModelName:
    return ModelName(name=scorer.info.name, version=scorer.info.version)


def _refuse_readably(api: FastAPI) -> None:
    @api.exception_handler(QueueFullError)
    async def full(_: Request, error: QueueFullError) -> JSONResponse:
        return _later(429, str(error), error.retry_after)

    @api.exception_handler(NotReadyError)
    async def not_ready(_: Request, __: NotReadyError) -> JSONResponse:
        return _later(503, "the model is still loading", 1)

    @api.exception_handler(DeadlineError)
    async def too_late(_: Request, __: DeadlineError) -> JSONResponse:
        return JSONResponse({"error": "the deadline is over"}, status_code=504)


def _later(code: int, reason: str, seconds: int) -> JSONResponse:
    return JSONResponse({"error": reason}, status_code=code, headers={"Retry-After": str(seconds)})
