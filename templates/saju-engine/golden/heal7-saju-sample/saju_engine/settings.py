"""What this service reads from the environment besides the chassis."""

from pydantic import Field

from chassis.config import ServiceSettings
from saju_engine.schemas import MOST_BIRTHS, DayBoundary


class Settings(ServiceSettings):
    """A field is the variable of the same name in capitals."""

    port: int = Field(default=8001, ge=0, le=65535)
    service_name: str = Field(default="heal7-saju-sample", min_length=1)
    max_body_bytes: int = Field(default=262_144, ge=0, le=1_048_576)

    day_boundary: DayBoundary = "midnight"
    """Of requests that do not say."""
    max_batch: int = Field(default=500, ge=1, le=MOST_BIRTHS)
    """Births in one request."""
