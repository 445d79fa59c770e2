import pytest

from chassis.config import ConfigError, ServiceSettings, read_settings


def read(**env: str) -> ServiceSettings:
    return read_settings(ServiceSettings, env)


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = read()
    assert settings.port == 8000
    assert settings.upstreams == ()
    assert settings.otel_exporter_otlp_endpoint is None


def test_an_empty_variable_counts_as_unset() -> None:
    assert read(PORT="", LOG_LEVEL="").port == 8000


def test_reads_a_list_of_upstreams() -> None:
    settings = read(UPSTREAMS="api=http://api:8000/health, auth=https://auth/x?a=b,")
    assert settings.upstreams == (
        ("api", "http://api:8000/health"),
        ("auth", "https://auth/x?a=b"),
    )


def test_names_every_wrong_variable_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        read(PORT="70000", LOG_LEVEL="loud", UPSTREAMS="api", TRACE_SAMPLE_RATIO="nan")
    message = str(caught.value)
    assert "\n" not in message
    for wrong in ("PORT", "LOG_LEVEL", "TRACE_SAMPLE_RATIO", '"api" is not of the form'):
        assert wrong in message


def test_a_wrong_value_is_not_repeated() -> None:
    with pytest.raises(ConfigError) as caught:
        read(OTEL_EXPORTER_OTLP_ENDPOINT="user:secret@collector")
    assert "OTEL_EXPORTER_OTLP_ENDPOINT" in str(caught.value)
    assert "secret" not in str(caught.value)
