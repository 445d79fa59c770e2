"""Starts the service: `python -m saju_engine`."""

from chassis.server import serve
from saju_engine.app import create_app
from saju_engine.settings import Settings

if __name__ == "__main__":
    serve(create_app, Settings)
