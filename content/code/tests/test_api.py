"""why-fastapi, api-versioning, n8n-vs-fastapi, pagination, saas-portability: small blocks."""

import base64
import unittest
from datetime import UTC, datetime
from types import SimpleNamespace

from tests import articles

NEEDS = "fastapi sqlalchemy httpx email_validator"


class WhyFastapi(unittest.TestCase):
    def test_the_types_refuse_bad_input_and_hide_what_is_internal(self) -> None:
        from fastapi.testclient import TestClient

        class Invoice:
            def __init__(self, customer_id: int, amount: object) -> None:
                self.id, self.customer_id, self.amount, self.note = 1, customer_id, amount, "secret"

        rows: list[Invoice] = []
        session = SimpleNamespace(
            add=rows.append, commit=lambda: None, get=lambda kind, pk: rows[0] if pk == 1 else None
        )
        articles.new_app()
        articles.stand_in("app.db", get_session=lambda: session)
        articles.stand_in("app.models", Invoice=Invoice)
        client = TestClient(articles.load("why-fastapi", 1, "app.main").app)
        for bad in ({"amount": "-1"}, {"amount": "1.234"}, {"amount": "1", "costumer": 2}):
            self.assertEqual(client.post("/invoices", json={"customer_id": 1, **bad}).status_code, 422)
        created = client.post("/invoices", json={"customer_id": 1, "amount": "12.90"})
        self.assertEqual((created.status_code, created.json()), (201, {"id": 1, "amount": "12.90"}))
        self.assertEqual(client.get("/invoices/1").json(), created.json())
        self.assertEqual(client.get("/invoices/2").status_code, 404)


class ApiVersioning(unittest.TestCase):
    def test_both_names_are_taken_and_given(self) -> None:
        module = articles.load("api-versioning", 1, "article_names")
        for name in ("phone", "phone_number"):
            self.assertEqual(module.CustomerIn.model_validate({name: "1"}).phone_number, "1")
        self.assertEqual(
            module.CustomerOut(phone_number="1").model_dump(), {"phone_number": "1", "phone": "1"}
        )
        schema = module.CustomerOut.model_json_schema(mode="serialization")
        self.assertIs(schema["properties"]["phone"]["deprecated"], True)

    def test_old_routes_announce_their_end(self) -> None:
        from fastapi import FastAPI
        from fastapi.testclient import TestClient

        module = articles.load("api-versioning", 2, "article_sunset")
        module.v1_invoices.get("")(lambda: [])
        app = FastAPI()
        app.include_router(module.v1_invoices)
        headers = TestClient(app).get("/v1/invoices").headers
        stamp = int(headers["deprecation"].removeprefix("@"))
        self.assertEqual(datetime.fromtimestamp(stamp, UTC), datetime(2026, 12, 1, tzinfo=UTC))
        self.assertEqual(headers["sunset"], "Wed, 30 Jun 2027 00:00:00 GMT")
        self.assertTrue(app.openapi()["paths"]["/v1/invoices"]["get"]["deprecated"])


class N8n(unittest.TestCase):
    def test_a_repeated_call_saves_the_same_customer(self) -> None:
        from fastapi import FastAPI
        from fastapi.testclient import TestClient

        saved: dict = {}

        def save_customer(pk: object, customer: object, source: str) -> None:
            saved[pk] = (customer.plan, source)

        articles.new_app()
        articles.stand_in("app.customers", save_customer=save_customer)
        app = FastAPI()
        app.include_router(articles.load("n8n-vs-fastapi", 1, "app.automation").router)
        client = TestClient(app)
        url = "/automation/customers/2f1d5c9e-3b0c-5a44-9b1f-6d3c7b1f0a11"
        body = {"email": "ann@example.com", "company": "Acme", "plan": "basic"}
        for run in ("1", "2"):
            answer = client.put(url, json=body, headers={"X-N8N-Execution": run})
            self.assertEqual(answer.status_code, 204)
        self.assertEqual(list(saved.values()), [("basic", "n8n:2")])
        self.assertEqual(client.put(url, json=body).status_code, 422)


class Cursor(unittest.TestCase):
    def test_a_cursor_comes_back_and_nonsense_is_refused(self) -> None:
        from fastapi import HTTPException

        module = articles.load("pagination", 1, "article_cursor")
        position = (datetime(2026, 2, 1, 19, 53, 20, 123456, UTC), 1_100_001)
        self.assertEqual(module.decode_cursor(module.encode_cursor(*position)), position)
        naive = base64.urlsafe_b64encode(b'["2026-02-01T19:53:20", 5]').decode()
        for bad in ("", "%%%", "bm9wZQ==", naive):
            with self.assertRaises(HTTPException):
                module.decode_cursor(bad)


class Adapter(unittest.TestCase):
    def test_the_adapter_is_a_protocol_that_a_small_class_fulfils(self) -> None:
        module = articles.load("saas-portability", 1, "article_adapter")

        class Memory:
            def save(self, contact: object) -> None: ...

            def changed_since(self, moment: datetime) -> object: ...

        directory: module.ContactDirectory = Memory()
        self.assertIsNone(directory.changed_since(datetime.now(UTC)))
        with self.assertRaises(AttributeError):
            module.Contact(None, "a@example.com", "A", datetime.now(UTC)).email = "b@example.com"

