"""A service with nothing of its own, for the tests of the process around it."""

import asyncio

from fastapi import Body, FastAPI

from chassis.api import create_api
from chassis.asgi import App
from chassis.config import ServiceSettings
from chassis.server import serve
from chassis.service import Service


class Sample:
    """Its routes do what the tests ask for; `began` says that one has begun."""

    def __init__(self) -> None:
        self.began = asyncio.Event()
        self.release = asyncio.Event()
        self.stopped = asyncio.Event()

    def build(self) -> FastAPI:
        api = create_api(title="sample")

        @api.get("/hello/{name}")
        async def hello(name: str) -> dict[str, str]:
            return {"hello": name}

        @api.post("/echo")
        async def echo(number: int = Body(embed=True)) -> int:
            return number

        @api.get("/boom")
        async def boom() -> None:
            raise RuntimeError("broken route")

        @api.get("/wait")
        async def wait() -> str:
            self.began.set()
            try:
                await self.release.wait()
            except asyncio.CancelledError:
                self.stopped.set()
                raise
            return "done"

        @api.get("/began")
        async def began() -> None:
            await self.began.wait()

        @api.post("/release")
        async def release() -> None:
            self.release.set()

        return api


def create_app(service: Service[ServiceSettings]) -> App:
    sample = Sample()
    api = sample.build()

    @api.post("/fail")
    async def fail() -> None:
        service.fail("lost what it needs", RuntimeError("gone"))

    return api


if __name__ == "__main__":
    serve(create_app, ServiceSettings)
