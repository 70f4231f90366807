"""structured-logging and sentry."""

import io
import json
import sys
import unittest

from tests import articles

NEEDS = "structlog fastapi httpx httpx2 celery"


class Logging(unittest.TestCase):
    def setUp(self) -> None:
        import logging

        articles.new_app()
        self.logs = articles.load("structured-logging", 1, "app.logs")
        self.http = articles.load("structured-logging", 2, "app.http")
        self.output, saved = io.StringIO(), (sys.stdout, logging.root.handlers[:], logging.root.level)
        sys.stdout = self.output
        self.logs.configure_logging()

        def restore() -> None:
            import structlog

            sys.stdout, logging.root.handlers[:], level = saved
            logging.root.setLevel(level)
            structlog.reset_defaults()
            structlog.contextvars.clear_contextvars()

        self.addCleanup(restore)

    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.output.getvalue().splitlines()]

    def test_all_lines_of_a_request_share_its_id_and_hide_secrets(self) -> None:
        import logging

        import structlog
        from fastapi import APIRouter, FastAPI
        from fastapi.testclient import TestClient

        router = APIRouter()

        @router.get("/{order_id}")
        async def read(order_id: int) -> str:
            structlog.get_logger("app").info("order_read", order_id=order_id, token="secret")
            logging.getLogger("sqlalchemy").warning("slow query")
            return "ok"

        app = FastAPI()
        app.add_middleware(self.http.RequestContext)
        app.include_router(router, prefix="/orders")
        client = TestClient(app)
        answer = client.get("/orders/7?token=abc", headers={"X-Request-Id": "caller-id-1"})
        event, library, summary = self.lines()
        self.assertEqual({line["request_id"] for line in self.lines()}, {"caller-id-1"})
        self.assertEqual(answer.headers["x-request-id"], "caller-id-1")
        self.assertEqual((event["event"], event["token"]), ("order_read", "[redacted]"))
        self.assertEqual(library["event"], "slow query")
        self.assertEqual((summary["event"], summary["route"]), ("request_finished", "/orders/{order_id}"))
        self.assertNotIn("abc", self.output.getvalue())
        forged = client.get("/orders/7", headers={"X-Request-Id": "short"})
        self.assertRegex(forged.headers["x-request-id"], "^[0-9a-f]{32}$")

    def test_the_id_travels_into_a_task(self) -> None:
        from celery import Celery
        from celery.app.trace import build_tracer
        from celery.signals import before_task_publish, setup_logging, task_prerun

        import structlog

        module = articles.load("structured-logging", 3, "app.celery_logs")
        self.addCleanup(setup_logging.disconnect, module.use_our_logging)
        self.addCleanup(before_task_publish.disconnect, module.send_request_id)
        self.addCleanup(task_prerun.disconnect, module.bind_request_id)
        structlog.contextvars.bind_contextvars(request_id="r-1")
        headers: dict = {}
        before_task_publish.send(sender="jobs.export", headers=headers)
        self.assertEqual(headers, {"request_id": "r-1"})
        app = Celery("jobs", broker="memory://")
        seen: list[dict] = []

        @app.task(name="jobs.export")
        def export() -> None:
            seen.append(structlog.contextvars.get_contextvars())

        run = build_tracer(export.name, export, app=app)  # as a worker runs it
        run("t-1", (), {}, {"id": "t-1", **headers})
        self.assertEqual((seen[0]["task"], seen[0]["request_id"]), ("jobs.export", "r-1"))


class Sentry(unittest.TestCase):
    def test_its_own_test_passes_and_every_category_is_off(self) -> None:
        given: list[dict] = []
        articles.stand_in("sentry_sdk", init=lambda **options: given.append(options))
        articles.new_app()
        module = articles.load("sentry", 1, "app.monitoring")
        articles.load("sentry", 2, "article_scrubber").test_nothing_personal_survives()
        module.init_sentry()
        options = given[0]["data_collection"]
        self.assertEqual(
            set(options),
            {
                "user_info",
                "cookies",
                "http_headers",
                "http_bodies",
                "url_query_params",
                "graphql",
                "gen_ai",
                "database_query_data",
                "queues",
                "stack_frame_variables",
            },
        )
        self.assertFalse(any([*options["graphql"].values(), *options["gen_ai"].values()]))
        timed_out = module.scrub({"transaction": "/pay"}, {"exc_info": (None, TimeoutError(), None)})
        self.assertEqual(timed_out["fingerprint"], ["timeout", "/pay"])
