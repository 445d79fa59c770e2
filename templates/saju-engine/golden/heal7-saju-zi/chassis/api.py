"""A FastAPI application whose every refusal is `{"error": "one sentence"}`."""

import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}", re.ASCII)


class Problem(BaseModel):
    """Why a request was refused."""

    error: str


def refusal(description: str) -> dict[str, Any]:
    """Describe a refusal in a route's `responses`."""
    return {"model": Problem, "description": description}


def create_api(**options: Any) -> FastAPI:
    """Create the application; `options` are FastAPI's own."""
    api = FastAPI(
        docs_url=None,
        redoc_url=None,
        responses={
            413: refusal("The body is too large"),
            422: refusal("The request does not follow the schema"),
        },
        **options,
    )
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _refused)
    return api


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as registered
    # Without the input: it may be personal data, and answers get logged.
    reasons = [f"{_where(issue['loc'])}: {issue['msg']}" for issue in error.errors()]
    return JSONResponse({"error": "; ".join(reasons[:10])}, status_code=422)


def _where(loc: tuple[int | str, ...]) -> str:
    return ".".join(_step(part) for part in loc[1:]) or str(loc[0])


def _step(part: int | str) -> str:
    # The name of an unknown field is the client's text: repeated when it can be
    # a name, and nothing else.
    return str(part) if isinstance(part, int) or _NAME.fullmatch(part) else "?"


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - as registered
    return JSONResponse(
        {"error": error.detail}, status_code=error.status_code, headers=error.headers
    )
