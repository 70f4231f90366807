"""idempotency-keys, etl-explained, zapier-migration, hubspot-postgres-sync: Postgres."""

import os
import threading
import unittest
from datetime import UTC, datetime
from typing import Annotated, Any

from tests import articles

NEEDS = "psycopg fastapi sqlalchemy httpx"
SERVICES = "postgres"


def fresh(schema: str) -> Any:
    """An autocommit connection into an empty schema of that name."""
    import psycopg

    url = os.environ["DATABASE_URL"]
    connection = psycopg.connect(f"{url}?options=-csearch_path%3D{schema}", autocommit=True)
    connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    connection.execute(f"CREATE SCHEMA {schema}")
    return connection


class Idempotency(unittest.TestCase):
    def setUp(self) -> None:
        from fastapi import Depends, FastAPI
        from fastapi.testclient import TestClient
        from pydantic import BaseModel, ConfigDict
        from sqlalchemy import BigInteger, Identity, create_engine
        from sqlalchemy.dialects.postgresql import JSONB
        from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

        class Base(DeclarativeBase):
            pass

        class IdempotencyKey(Base):
            __tablename__ = "idempotency_key"
            account_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
            key: Mapped[str] = mapped_column(primary_key=True)
            request_hash: Mapped[bytes]
            status_code: Mapped[int | None]
            response: Mapped[Any | None] = mapped_column(JSONB)

        class Order(Base):
            __tablename__ = "orders"
            id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
            account_id: Mapped[int]
            item: Mapped[str]

        class OrderIn(BaseModel):
            item: str

        class OrderOut(OrderIn):
            model_config = ConfigDict(from_attributes=True)
            id: int

        self.connection = fresh("idempotency")
        self.addCleanup(self.connection.close)
        table, self.delete = articles.blocks("idempotency-keys", "sql")
        self.connection.execute(table)
        url = os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(f"{url}?options=-csearch_path%3Didempotency")
        self.addCleanup(engine.dispose)
        Base.metadata.tables["orders"].create(engine)

        def session() -> Any:
            with Session(engine) as open_session:
                yield open_session

        articles.new_app()
        articles.stand_in("app.models", IdempotencyKey=IdempotencyKey, Order=Order)
        articles.stand_in("app.schemas", OrderIn=OrderIn, OrderOut=OrderOut)
        articles.stand_in("app.db", SessionDep=Annotated[Session, Depends(session)])
        articles.stand_in("app.auth", AccountId=Annotated[int, Depends(lambda: 1)])
        articles.load("idempotency-keys", 1, "app.idempotency")
        app = FastAPI()
        app.include_router(articles.load("idempotency-keys", 2, "app.orders").router)
        self.client = TestClient(app)

    def post(self, item: str, key: str = "0123456789abcdef") -> tuple[int, Any]:
        answer = self.client.post("/orders", json={"item": item}, headers={"Idempotency-Key": key})
        return answer.status_code, answer.json()

    def test_a_repeated_request_gets_the_first_answer(self) -> None:
        first = self.post("book")
        self.assertEqual(first, (201, {"item": "book", "id": 1}))
        self.assertEqual(self.post("book"), first)
        self.assertEqual(self.post("lamp")[0], 422)
        self.assertEqual(self.post("book", "another-key-12345")[1]["id"], 2)
        self.assertEqual(self.post("book", "short")[0], 422)

    def test_two_requests_at_once_make_one_order(self) -> None:
        answers: list[tuple[int, Any]] = []
        threads = [threading.Thread(target=lambda: answers.append(self.post("book"))) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(answers[0], answers[1])
        self.assertEqual(self.connection.execute("SELECT count(*) FROM orders").fetchone(), (1,))

    def test_old_keys_go(self) -> None:
        self.post("book")
        self.connection.execute("UPDATE idempotency_key SET created_at = now() - interval '31 days'")
        self.connection.execute(self.delete)
        self.assertEqual(self.connection.execute("SELECT 1 FROM idempotency_key").fetchall(), [])


class Etl(unittest.TestCase):
    def test_a_load_twice_doubles_nothing_and_old_data_never_wins(self) -> None:
        connection = fresh("etl")
        self.addCleanup(connection.close)
        connection.execute("DROP SCHEMA IF EXISTS staging CASCADE")
        tables, upsert = articles.blocks("etl-explained", "sql")[:2]
        connection.execute(tables)
        module = articles.load("etl-explained", 1, "article_etl")
        asked: list[datetime] = []

        def order(total: str, hour: int) -> dict:
            return {
                "id": "1",
                "email": "ANN@example.com",
                "total": total,
                "currency": "EUR",
                "updated_at": f"2026-11-25T{hour:02}:00:00+00:00",
            }

        def run(run_id: int, *pages: list[dict]) -> int:
            def fetch(since: datetime) -> Any:
                asked.append(since)
                yield from pages

            def load(conn: Any, number: int) -> None:
                conn.execute(upsert.replace("run_id = 42", f"run_id = {number}"))

            return module.sync_orders(connection, fetch, load, run_id)

        self.assertEqual(run(1, [order("12.90", 10)]), 1)
        self.assertEqual(run(2, [order("12.90", 10)]), 1)
        self.assertEqual(run(3, [order("9.99", 9)]), 1)
        rows = connection.execute("SELECT customer_email, total_cents FROM sales_order").fetchall()
        self.assertEqual(rows, [("ann@example.com", 1290)])
        self.assertEqual(asked[1].astimezone(UTC), datetime(2026, 11, 25, 9, 50, tzinfo=UTC))


class Zapier(unittest.TestCase):
    def test_an_action_is_sent_once_and_only_when_planned_after_going_live(self) -> None:
        connection = fresh("zapier")
        self.addCleanup(connection.close)
        tables = articles.blocks("zapier-migration", "sql")[0]
        connection.execute(tables.split("\n\nselect case")[0])
        compare = "select case" + tables.split("\n\nselect case")[1]
        go_live = articles.blocks("zapier-migration", "sql")[1]
        act = articles.load("zapier-migration", 1, "article_act").act
        flow = "order-to-invoice"
        sent: list[str] = []

        def do(key: str, fail: bool = False) -> None:
            def send(payload: dict, idempotency_key: str) -> None:
                if fail:
                    raise TimeoutError
                sent.append(idempotency_key)

            act(connection, flow, key, {"total": 1}, send)

        connection.execute("insert into flow_switch values ('order-to-invoice', null)")
        do("invoice:1")
        connection.execute(
            "insert into observed_action values (%s, 'invoice:1', '{\"total\": 2}', now())", (flow,)
        )
        connection.execute("update planned_action set planned_at = now() - interval '1 hour'")
        connection.execute("update observed_action set observed_at = now() - interval '1 hour'")
        findings = [row[0] for row in connection.execute(compare).fetchall()]
        self.assertEqual(findings, ["both, but different"])
        connection.execute(go_live)
        do("invoice:1")
        with self.assertRaises(TimeoutError):
            do("invoice:2", fail=True)
        do("invoice:2")
        do("invoice:2")
        self.assertEqual(sent, [f"{flow}:invoice:2"])


class HubSpot(unittest.TestCase):
    def test_an_echo_changes_nothing_and_an_owner_wins(self) -> None:
        module = articles.load("hubspot-postgres-sync", 1, "article_merge")
        ours = {"email": "a@example.com", "phone": "1", "lifecyclestage": "lead"}
        theirs = {"email": "old@example.com", "phone": "1", "lifecyclestage": "customer"}
        merged = module.merge(ours, theirs, {}, {})
        self.assertEqual((merged["email"], merged["lifecyclestage"]), ("a@example.com", "customer"))
        echo = module.merge(merged, merged, theirs, merged)
        self.assertEqual((module.changes(echo, merged), echo), ({}, merged))
        newer = {**merged, "phone": "2"}
        self.assertEqual(module.merge(newer, merged, theirs, merged)["phone"], "2")
        colleague = {**merged, "phone": "3"}
        self.assertEqual(module.merge(merged, colleague, theirs, merged)["phone"], "3")
