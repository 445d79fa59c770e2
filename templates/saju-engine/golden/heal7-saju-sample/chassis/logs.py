"""One JSON object a line on standard output."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any, TextIO

_LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warn": logging.WARNING,
    "error": logging.ERROR,
}
_NAMES = {number: name for name, number in _LEVELS.items()} | {logging.CRITICAL: "error"}


def _describe(error: BaseException) -> dict[str, str]:
    return {
        "name": type(error).__name__,
        "message": str(error),
        "stack": "".join(traceback.format_exception(error)),
    }


class _JsonFormatter(logging.Formatter):
    def __init__(self, base: dict[str, str]) -> None:
        super().__init__()
        self._base = base

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = dict(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[1]:
            line["error"] = _describe(record.exc_info[1])
        line |= self._base
        line["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(
            timespec="milliseconds"
        )
        line["level"] = _NAMES.get(record.levelno, record.levelname.lower())
        line["message"] = record.getMessage()
        return json.dumps(line, ensure_ascii=False, default=str)


class Log:
    """Writes a message with fields of its own. Fields hold no personal data."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger

    def debug(self, message: str, **fields: Any) -> None:
        """Say what only somebody looking for a fault wants to know."""
        self._write(logging.DEBUG, message, None, fields)

    def info(self, message: str, **fields: Any) -> None:
        """Say what happened."""
        self._write(logging.INFO, message, None, fields)

    def warning(self, message: str, error: BaseException | None = None, **fields: Any) -> None:
        """Say what went wrong without harm to a request."""
        self._write(logging.WARNING, message, error, fields)

    def error(self, message: str, error: BaseException | None = None, **fields: Any) -> None:
        """Say what failed."""
        self._write(logging.ERROR, message, error, fields)

    def _write(
        self, level: int, message: str, error: BaseException | None, fields: dict[str, Any]
    ) -> None:
        # As an argument: a message of ours may hold a percent sign.
        self._logger.log(level, "%s", message, exc_info=error, extra={"fields": fields})


def open_log(level: str, base: dict[str, str], stream: TextIO | None = None) -> Log:
    """Turn all logging of the process, libraries' too, into JSON lines."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(_JsonFormatter(base))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(_LEVELS[level], logging.WARNING))
    logging.captureWarnings(capture=True)
    own = logging.getLogger("service")
    own.setLevel(_LEVELS[level])
    return Log(own)
