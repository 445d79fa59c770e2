"""Starts the service: `python -m ai_models`."""

from ai_models.app import create_app
from ai_models.settings import Settings
from chassis.server import serve

if __name__ == "__main__":
    serve(create_app, Settings)
