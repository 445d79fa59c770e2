"""Keeps openapi.yaml equal to what the service serves.

`python -m chassis.openapi PACKAGE` writes it; `openapi_text` is for the test
that says when it is stale. The package's `app` module has a `describe`
function that answers with the application.
"""

import importlib
import sys
from pathlib import Path

import yaml
from fastapi import FastAPI

FILE = Path("openapi.yaml")


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key, as yamllint wants them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow=flow, indentless=False)


def openapi_text(api: FastAPI) -> str:
    """Write the description of the API as it is committed."""
    return yaml.dump(api.openapi(), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


if __name__ == "__main__":
    module = importlib.import_module(f"{sys.argv[1]}.app")
    FILE.write_text(openapi_text(module.describe()), encoding="utf-8")
