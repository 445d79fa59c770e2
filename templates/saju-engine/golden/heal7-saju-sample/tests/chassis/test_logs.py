import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from chassis.logs import Log, open_log


@pytest.fixture(autouse=True)
def _restore_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


def opened(level: str) -> tuple[Log, io.StringIO]:
    stream = io.StringIO()
    return open_log(level, {"service": "s"}, stream), stream


def written(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_one_object_with_its_fields() -> None:
    log, stream = opened("info")
    log.info("100%\nsure", name="사주")
    (line,) = written(stream)
    assert line["message"] == "100%\nsure"
    assert line["name"] == "사주"
    assert (line["service"], line["level"]) == ("s", "info")


def test_below_the_level_nothing_is_written() -> None:
    log, stream = opened("warn")
    log.debug("a")
    log.info("b")
    log.warning("c")
    assert [line["message"] for line in written(stream)] == ["c"]


def test_an_error_keeps_its_stack() -> None:
    log, stream = opened("error")
    log.error("failed", ValueError("broken"))
    (line,) = written(stream)
    assert line["error"]["name"] == "ValueError"
    assert "broken" in line["error"]["stack"]


def test_a_field_cannot_pass_for_the_level_or_the_service() -> None:
    log, stream = opened("info")
    log.info("x", service="other", time="never")
    (line,) = written(stream)
    assert line["service"] == "s"
    assert line["time"] != "never"


def test_lines_of_libraries_are_json_too() -> None:
    _, stream = opened("info")
    logging.getLogger("some.library").warning("slow %s", "disk")
    (line,) = written(stream)
    assert (line["message"], line["level"]) == ("slow disk", "warn")
