"""Settings from the environment, all checked before anything else happens."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from chassis.upstreams import Upstream, parse_upstreams

Milliseconds = Annotated[int, Field(ge=0, le=600_000)]


class ConfigError(Exception):
    """Names every wrong variable at once, so that one restart mends them."""


class ServiceSettings(BaseModel):
    """What every service reads; a service adds its own fields to it.

    A field is the variable of the same name in capitals.
    """

    model_config = ConfigDict(alias_generator=str.upper, frozen=True, allow_inf_nan=False)

    port: int = Field(default=8000, ge=0, le=65535)
    host: str = "0.0.0.0"  # noqa: S104 - a container is reached from outside
    log_level: Literal["debug", "info", "warn", "error"] = "info"
    service_name: str = Field(default="service", min_length=1)
    service_version: str = Field(default="0.0.0-dev", min_length=1)
    upstreams: Annotated[tuple[Upstream, ...], BeforeValidator(parse_upstreams)] = ()
    """What must answer 2xx before this service is ready."""
    upstream_timeout_ms: Milliseconds = 1_000
    drain_delay_ms: Milliseconds = 5_000
    """How long /ready says no before the port closes."""
    drain_timeout_ms: Milliseconds = 20_000
    """How long requests under way may take after that."""
    max_body_bytes: int = Field(default=65_536, ge=0, le=64 * 1024 * 1024)
    body_timeout_ms: Milliseconds = 10_000
    """How long a client may take to send its body."""
    otel_exporter_otlp_endpoint: str | None = Field(default=None, pattern=r"^https?://[^\s/]+")
    trace_sample_ratio: float = Field(default=1.0, ge=0, le=1)
    """Share of the traces begun here that are kept."""


S = TypeVar("S", bound=ServiceSettings)


def read_settings(kind: type[S], env: Mapping[str, str]) -> S:
    """Read settings of this kind, or say everything that is wrong with them.

    An empty variable counts as unset.
    """
    given: dict[str, Any] = {name: value for name, value in env.items() if value != ""}
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        # The values stay out: one of them may be a secret.
        problems = [
            f"{'.'.join(map(str, issue['loc'])) or 'settings'}: {issue['msg']}"
            for issue in error.errors(include_input=False, include_url=False)
        ]
        raise ConfigError(f"Wrong configuration: {'; '.join(problems)}") from None
