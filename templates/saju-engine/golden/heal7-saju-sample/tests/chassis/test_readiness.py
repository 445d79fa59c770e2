import asyncio

from chassis.readiness import Readiness, Report
from chassis.upstreams import Upstream
from tests.chassis.servers import stub


def report(readiness: Readiness) -> Report:
    return asyncio.run(readiness.report())


def test_ready_without_anything_to_wait_for() -> None:
    assert report(Readiness())["ready"]


def test_a_check_is_asked_every_time() -> None:
    warm = False
    readiness = Readiness()
    readiness.add("model", lambda: warm)
    assert report(readiness) == {
        "ready": False,
        "draining": False,
        "checks": {"model": "down"},
        "upstreams": {},
    }
    warm = True
    assert report(readiness)["ready"]


def test_draining_is_for_good() -> None:
    readiness = Readiness()
    readiness.drain()
    assert report(readiness)["ready"] is False
    assert report(readiness)["draining"] is True


def test_follows_an_upstream_down_and_up() -> None:
    with stub() as upstream:
        readiness = Readiness([Upstream("api", upstream.url)], fresh_for=0)
        upstream.status = 503
        assert report(readiness)["upstreams"] == {"api": "down"}
        upstream.status = 204
        assert report(readiness)["ready"]


def test_a_redirect_is_no_sign_of_health() -> None:
    with stub() as upstream:
        upstream.status = 302
        readiness = Readiness([Upstream("api", upstream.url)])
        assert not report(readiness)["ready"]
        assert upstream.asked == ["/"]


def test_an_upstream_that_is_gone_is_down() -> None:
    assert not report(Readiness([Upstream("api", "http://127.0.0.1:1/")]))["ready"]


def test_probes_share_one_answer_while_it_is_fresh() -> None:
    clock = 0.0

    async def probes(readiness: Readiness) -> None:
        nonlocal clock
        await asyncio.gather(*(readiness.report() for _ in range(5)))
        await readiness.report()
        clock = 2.0
        await readiness.report()

    with stub() as upstream:
        asyncio.run(probes(Readiness([Upstream("api", upstream.url)], now=lambda: clock)))
        assert len(upstream.asked) == 2
