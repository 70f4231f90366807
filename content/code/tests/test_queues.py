"""python-job-queues, dead-letter-queue, retries-and-backoff."""

import os
import unittest
from datetime import date
from types import SimpleNamespace
from unittest.mock import patch

from tests import articles

NEEDS = "celery psycopg sqlalchemy httpx2"
SERVICES = "postgres"


class JobQueues(unittest.TestCase):
    def test_celery_takes_the_settings(self) -> None:
        with patch.dict(os.environ, REDIS_URL="memory://"):
            conf = articles.load("python-job-queues", 1, "article_jobs").app.conf
        self.assertEqual(conf.worker_soft_shutdown_timeout, 30)
        self.assertLess(conf.task_time_limit, conf.broker_transport_options["visibility_timeout"])

    def test_the_job_is_enqueued_after_the_commit(self) -> None:
        order: list[object] = []

        class User:
            def __init__(self, email: str) -> None:
                self.id = 0

        session = SimpleNamespace(
            add=lambda user: setattr(session, "user", user),
            flush=lambda: setattr(session.user, "id", 7),
            commit=lambda: order.append("commit"),
        )
        articles.new_app()
        articles.stand_in("app.models", User=User)
        articles.stand_in("jobs").__path__ = []
        articles.stand_in("jobs.mail", send_welcome=SimpleNamespace(delay=order.append))
        module = articles.load("python-job-queues", 2, "article_register")
        self.assertEqual(module.register(session, "ann@example.com"), 7)
        self.assertEqual(order, ["commit", 7])


class DeadLetters(unittest.TestCase):
    def setUp(self) -> None:
        import psycopg

        self.connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
        self.addCleanup(self.connection.close)
        self.connection.execute("DROP TABLE IF EXISTS dead_letter")
        table, self.triage = articles.blocks("dead-letter-queue", "sql")
        self.connection.execute(table)
        environment = {"REDIS_URL": "memory://", "DEAD_LETTER_DSN": os.environ["DATABASE_URL"]}
        patcher = patch.dict(os.environ, environment)
        patcher.start()
        self.addCleanup(patcher.stop)

    def test_a_failed_task_is_kept_sorted_and_replayed_once(self) -> None:
        from celery.signals import task_failure

        articles.new_app()
        module = articles.load("dead-letter-queue", 1, "app.letters")
        self.addCleanup(task_failure.disconnect, module.keep_dead_letter)

        class Export:
            name = "jobs.export"

        for pk in ("a", "b", "a"):
            task_failure.send(
                sender=Export,
                task_id=pk,
                exception=ValueError("no rate"),
                args=(pk, date(2026, 11, 25)),
                kwargs={},
                einfo="Traceback ...",
            )
        rows = self.connection.execute(self.triage).fetchall()
        self.assertEqual([(row[0], row[2]) for row in rows], [("jobs.export", 2)])

        sent: list[object] = []
        app = SimpleNamespace(send_task=lambda name, args, kwargs: sent.append(args[0]))
        articles.stand_in("app.celery", app=app)
        replay = articles.load("dead-letter-queue", 2, "app.replay").replay
        self.assertEqual([replay("jobs.export", 1), replay("jobs.export"), replay("jobs.export")], [1, 1, 0])
        self.assertEqual(sent, ["a", "b"])


class Retries(unittest.TestCase):
    def get(self, *answers: object, **options: object) -> tuple[object, list[float]]:
        import httpx2

        module = articles.load("retries-and-backoff", 1, "article_retries")
        left = list(answers)
        slept: list[float] = []

        def handle(request: object) -> object:
            answer = left.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        module.client = httpx2.Client(transport=httpx2.MockTransport(handle))
        module.time = SimpleNamespace(monotonic=lambda: sum(slept), sleep=slept.append)
        module.random = SimpleNamespace(uniform=lambda low, high: high)
        try:
            return module.get("https://crm.example/", **options).status_code, slept
        except Exception as error:  # noqa: BLE001
            return type(error).__name__, slept

    def test_it_waits_longer_each_time_and_stops_at_the_deadline(self) -> None:
        import httpx2

        busy = httpx2.Response(503)
        self.assertEqual(self.get(busy, httpx2.Response(200)), (200, [0.5]))
        self.assertEqual(self.get(busy, busy, busy, busy), ("HTTPStatusError", [0.5, 1.0, 2.0]))
        self.assertEqual(self.get(httpx2.Response(404)), ("HTTPStatusError", []))
        timeout = httpx2.ConnectTimeout("slow")
        self.assertEqual(self.get(timeout, timeout, attempts=2), ("ConnectTimeout", [0.5]))
        later = httpx2.Response(429, headers={"Retry-After": "60"})
        self.assertEqual(self.get(later), ("HTTPStatusError", []))

    def test_the_celery_settings_wait_as_long_as_the_article_says(self) -> None:
        from celery.utils.time import get_exponential_backoff_interval

        with patch.dict(os.environ, REDIS_URL="memory://"):
            task = articles.load("retries-and-backoff", 2, "article_push").push_contact
        waits = [get_exponential_backoff_interval(5, n, 600, False) for n in range(task.max_retries)]
        self.assertEqual(sum(waits), 1235)
        self.assertIn("1,235 seconds", articles.text_of("retries-and-backoff"))
