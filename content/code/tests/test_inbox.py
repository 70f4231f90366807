"""The package ../app, whose files webhook-patterns and stripe-webhooks quote."""

import hashlib
import hmac
import json
import os
import sys
import time
import types
import unittest

from tests import articles

NEEDS = "fastapi sqlalchemy psycopg celery"
SERVICES = "postgres"
ENVIRONMENT = {
    "SHOP_WEBHOOK_SECRET": "shop-secret",
    "STRIPE_WEBHOOK_SECRET": "whsec_1",
    "STRIPE_API_KEY": "sk_test_1",
}


class FakeStripe(types.ModuleType):
    """What the package needs of Stripe's library, which registers what it is asked."""

    class SignatureVerificationError(Exception):
        pass

    class APIConnectionError(Exception):
        pass

    class APIError(Exception):
        pass

    class RateLimitError(Exception):
        pass

    def __init__(self) -> None:
        super().__init__("stripe")
        self.subscription = types.SimpleNamespace(customer="cus_1", status="active")
        self.down = False
        self.undelivered: list[types.SimpleNamespace] = []
        self.asked: list[dict] = []
        self.RequestsClient = lambda timeout: None
        self.Webhook = types.SimpleNamespace(construct_event=self.construct_event)

    def construct_event(self, body: bytes, signature: str, secret: str) -> types.SimpleNamespace:
        if signature != f"signed with {secret}":
            raise self.SignatureVerificationError
        return types.SimpleNamespace(**{"livemode": False, **json.loads(body)})

    def StripeClient(self, key: str, **options: object) -> types.SimpleNamespace:
        def retrieve(stripe_id: str) -> types.SimpleNamespace:
            if self.down:
                raise self.APIConnectionError
            return self.subscription

        def list_events(params: dict) -> types.SimpleNamespace:
            self.asked.append(params)
            return types.SimpleNamespace(auto_paging_iter=lambda: iter(self.undelivered))

        return types.SimpleNamespace(
            v1=types.SimpleNamespace(
                subscriptions=types.SimpleNamespace(retrieve=retrieve),
                events=types.SimpleNamespace(list=list_events),
            )
        )


class Inbox(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        import psycopg

        url = os.environ["DATABASE_URL"]
        with psycopg.connect(url) as connection:
            connection.execute("DROP SCHEMA IF EXISTS inbox CASCADE")
            connection.execute("CREATE SCHEMA inbox")
            connection.execute("SET search_path = inbox")
            with open("app/webhook_event.sql", encoding="utf-8") as file:
                connection.execute(file.read())
        saved = dict(os.environ)
        cls.addClassCleanup(lambda: (os.environ.clear(), os.environ.update(saved)))
        os.environ |= ENVIRONMENT
        os.environ["DATABASE_URL"] = (
            url.replace("postgresql://", "postgresql+psycopg://") + "?options=-csearch_path%3Dinbox"
        )
        os.environ["REDIS_URL"] = "memory://"
        cls.stripe = sys.modules["stripe"] = FakeStripe()
        for name in [name for name in sys.modules if name == "app" or name.startswith("app.")]:
            del sys.modules[name]
        import app.celery
        import app.db
        import app.handlers
        import app.inbox
        import app.models
        import app.shop_webhooks
        import app.stripe_catch_up
        import app.stripe_webhooks
        import app.tasks
        from fastapi import FastAPI
        from fastapi.testclient import TestClient

        app.models.Subscription.__table__.create(app.db.engine)
        web = FastAPI()
        web.include_router(app.shop_webhooks.router)
        web.include_router(app.stripe_webhooks.router)
        cls.client = TestClient(web)
        cls.app = app
        cls.addClassCleanup(app.db.engine.dispose)

    def setUp(self) -> None:
        from sqlalchemy import text

        self.stripe.__init__()
        self.sql = lambda query, **values: self.run_sql(text(query), values)
        self.sql("TRUNCATE webhook_event, subscription RESTART IDENTITY")
        self.queued: list[int] = []
        self.broker_is_down = False
        task = self.app.tasks.process_event._get_current_object()
        original = type(task).apply_async

        def apply_async(args: tuple[int], kwargs: object = None, **options: object) -> object:
            if self.broker_is_down:
                with self.app.celery.app.connection_for_write(
                    "redis://127.0.0.1:1/0", transport_options={"max_retries": 0}
                ) as connection:
                    return original(task, args, connection=connection, **options)
            self.queued.append(args[0])
            return original(task, args, **options)

        task.apply_async = apply_async
        self.addCleanup(lambda: task.__dict__.pop("apply_async", None))

    def run_sql(self, statement: object, values: dict) -> list:
        with self.app.db.SessionLocal.begin() as session:
            result = session.execute(statement, values)
            return result.all() if result.returns_rows else []

    def deliver(self, event: object, *, secret: bytes = b"shop-secret", age: int = 0) -> int:
        body = json.dumps(event).encode()
        stamp = str(int(time.time()) - age)
        signature = hmac.new(secret, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        headers = {"X-Timestamp": stamp, "X-Signature": signature}
        return self.client.post("/webhooks/shop", content=body, headers=headers).status_code

    def deliver_stripe(self, event: dict, signature: str = "signed with whsec_1") -> int:
        return self.client.post(
            "/webhooks/stripe", json=event, headers={"Stripe-Signature": signature}
        ).status_code

    def states(self) -> list[tuple]:
        return [
            tuple(row)
            for row in self.sql(
                "SELECT source, event_id, enqueued_at IS NOT NULL, processed_at IS NOT NULL,"
                " failed_at IS NOT NULL FROM webhook_event ORDER BY id"
            )
        ]

    def test_an_event_is_stored_and_queued_once(self) -> None:
        for _ in range(2):
            self.assertEqual(self.deliver({"id": "e1", "type": "order.paid"}), 204)
        self.assertEqual(self.states(), [("shop", "e1", True, False, False)])
        self.assertEqual(self.queued, [1])

    def test_what_is_not_signed_is_refused(self) -> None:
        event = {"id": "e1", "type": "order.paid"}
        self.assertEqual(self.deliver(event, secret=b"other"), 401)
        self.assertEqual(self.deliver(event, age=301), 401)
        self.assertEqual(self.client.post("/webhooks/shop", json=event).status_code, 401)
        self.assertEqual(self.deliver(["no object"]), 400)
        self.assertEqual(self.states(), [])

    def test_a_broker_that_is_down_costs_no_event(self) -> None:
        self.broker_is_down = True
        with self.assertLogs("app.inbox", "WARNING"):
            self.assertEqual(self.deliver({"id": "e1", "type": "order.paid"}), 204)
        self.assertEqual(self.states(), [("shop", "e1", False, False, False)])
        self.broker_is_down = False
        self.assertEqual(self.app.tasks.sweep(), 0)
        self.sql("UPDATE webhook_event SET received_at = now() - interval '61 seconds'")
        self.assertEqual(self.app.tasks.sweep(), 1)
        self.assertEqual(self.queued, [1])
        self.assertEqual(self.app.tasks.sweep(), 0)

    def test_an_event_that_got_lost_in_the_queue_is_swept(self) -> None:
        self.deliver({"id": "e1", "type": "order.paid"})
        self.sql("UPDATE webhook_event SET enqueued_at = now() - interval '59 minutes'")
        self.assertEqual(self.app.tasks.sweep(), 0)
        self.sql("UPDATE webhook_event SET enqueued_at = now() - interval '61 minutes'")
        self.assertEqual(self.app.tasks.sweep(), 1)
        self.assertEqual(self.queued, [1, 1])

    def test_what_is_done_or_given_up_is_not_swept_until_it_is_replayed(self) -> None:
        self.deliver({"id": "done", "type": "order.paid"})
        self.deliver({"id": "failed", "type": "order.paid"})
        self.sql("UPDATE webhook_event SET enqueued_at = now() - interval '2 hours'")
        self.app.tasks.process_event(1)
        self.sql("UPDATE webhook_event SET failed_at = now() WHERE event_id = 'failed'")
        self.assertEqual(self.app.tasks.sweep(), 0)
        self.sql(
            "UPDATE webhook_event SET failed_at = NULL, enqueued_at = NULL,"
            " received_at = now() - interval '2 hours' WHERE event_id = 'failed'"
        )
        self.assertEqual(self.app.tasks.sweep(), 1)

    def test_the_source_decides_before_the_type(self) -> None:
        kind = "customer.subscription.updated"
        self.deliver({"id": "e1", "type": kind, "data": {"object": {"id": "sub_1"}}})
        self.app.tasks.process_event(1)
        self.assertEqual(self.sql("SELECT * FROM subscription"), [])
        self.assertEqual(self.states(), [("shop", "e1", True, True, False)])

    def test_stripe_is_asked_how_the_subscription_is_now(self) -> None:
        event = {
            "id": "evt_1",
            "type": "customer.subscription.created",
            "data": {"object": {"id": "sub_1", "status": "incomplete"}},
        }
        self.assertEqual(self.deliver_stripe(event), 204)
        self.assertEqual(self.deliver_stripe(event, "forged"), 400)
        self.assertEqual(self.deliver_stripe({**event, "id": "evt_live", "livemode": True}), 204)
        self.app.tasks.process_event(1)
        self.stripe.subscription.status = "canceled"
        self.deliver_stripe({**event, "id": "evt_2", "type": "customer.subscription.deleted"})
        self.app.tasks.process_event(2)
        rows = self.sql("SELECT stripe_id, customer, status FROM subscription")
        self.assertEqual([tuple(row) for row in rows], [("sub_1", "cus_1", "canceled")])

    def test_a_temporary_error_is_retried_for_twenty_minutes_at_most(self) -> None:
        from celery.app.trace import build_tracer
        from celery.utils.time import get_exponential_backoff_interval

        task = self.app.tasks.process_event
        event = {"id": "evt_1", "type": "customer.subscription.updated", "data": {"object": {"id": "sub_1"}}}
        self.deliver_stripe(event)
        self.stripe.down = True
        run = build_tracer(task.name, task, app=self.app.celery.app)  # as a worker runs it
        run("t-1", (1,), {}, {"id": "t-1", "retries": 0})
        self.assertEqual(self.queued, [1, 1])
        self.assertEqual(self.states(), [("stripe", "evt_1", True, False, False)])
        waits = [get_exponential_backoff_interval(10, n, 600, False) for n in range(task.max_retries)]
        self.assertEqual((len(waits), sum(waits)), (7, 1230))

    def test_a_task_that_failed_for_good_leaves_its_mark(self) -> None:
        from celery.signals import task_failure

        self.deliver({"id": "e1", "type": "order.paid"})
        task_failure.send(sender=self.app.tasks.process_event, args=[1], exception=ValueError())
        self.assertEqual(self.states(), [("shop", "e1", True, False, True)])
        self.app.tasks.process_event(1)
        task_failure.send(sender=self.app.tasks.process_event, args=[1], exception=ValueError())
        self.assertEqual(self.states(), [("shop", "e1", True, True, True)])

    def test_catching_up_asks_stripe_for_its_own_types_only(self) -> None:
        self.stripe.undelivered = [
            types.SimpleNamespace(
                id="evt_9",
                type="customer.subscription.deleted",
                data=types.SimpleNamespace(object={"id": "sub_9"}),
            )
        ]
        self.app.handlers.HANDLERS["shop"]["order.paid"] = lambda session, payload: None
        self.addCleanup(lambda: self.app.handlers.HANDLERS["shop"].clear())
        with self.app.db.SessionLocal() as session:
            self.app.stripe_catch_up.catch_up(session, 1_795_000_000)
        types_asked = self.stripe.asked[0]["types"]
        self.assertEqual({name.split(".")[0] for name in types_asked}, {"customer"})
        self.assertLessEqual(len(types_asked), 20)
        self.app.tasks.process_event(1)
        self.assertEqual(len(self.sql("SELECT * FROM subscription WHERE stripe_id = 'sub_9'")), 1)

    def test_the_article_shows_the_two_figures_to_watch(self) -> None:
        query = next(text for text in articles.blocks("webhook-patterns", "sql") if "silent_for" in text)
        self.deliver({"id": "e1", "type": "order.paid"})
        self.sql("UPDATE webhook_event SET failed_at = now()")
        row = self.sql(query)[0]
        self.assertEqual((row.source, row.failed, row.oldest_waiting is not None), ("shop", 1, True))
