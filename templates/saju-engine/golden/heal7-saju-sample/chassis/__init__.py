"""The process around the service.

Configuration, logs, metrics, probes, traces and the drain on SIGTERM: what
every Python service of the platform does in the same way. A service gives
`chassis.server.serve` its settings and a function that builds its application:

    class Settings(ServiceSettings):
        port: int = Field(default=8001, ge=0, le=65535)
        cache_size: int = Field(default=1_000, ge=0)  # CACHE_SIZE

    def create_app(service: Service[Settings]) -> App:
        hits = Counter("cache_hits", "...", registry=service.metrics.registry)
        service.readiness.add("tables", lambda: tables.loaded)
        return create_api(title="...", lifespan=...)  # routes as in any FastAPI

    if __name__ == "__main__":
        serve(create_app, Settings)

Requests whose client has left are cancelled; one that computes without ever
awaiting is not, and keeps everything else waiting as well.

Nothing is imported here, so that the health check starts at once.
"""
