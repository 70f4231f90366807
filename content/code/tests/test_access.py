"""fastapi-rbac: its own test, on its own routes; and jwt-vs-sessions."""

import os
import sys
import tempfile
import unittest
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from tests import articles

NEEDS = "fastapi sqlalchemy psycopg httpx pytest jwt cryptography"
SERVICES = "postgres"


def fake_session(found: object) -> object:
    return SimpleNamespace(scalar=lambda query: found, commit=lambda: None)


class Roles(unittest.TestCase):
    def setUp(self) -> None:
        from typing import Annotated

        from fastapi import Depends, FastAPI
        from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

        articles.new_app()
        self.access = articles.load("fastapi-rbac", 1, "app.access")

        class Base(DeclarativeBase):
            pass

        class Invoice(Base):
            __tablename__ = "invoice"
            id: Mapped[int] = mapped_column(primary_key=True)
            account_id: Mapped[int]

        self.refunded: list[int] = []
        self.invoice = SimpleNamespace(request_refund=lambda by: self.refunded.append(by))
        session = Annotated[object, Depends(lambda: fake_session(self.invoice))]
        articles.stand_in("app.db", SessionDep=session)
        articles.stand_in("app.models", Invoice=Invoice)
        self.main = articles.stand_in("app.main", app=FastAPI())
        self.main.app.include_router(articles.load("fastapi-rbac", 2, "app.invoices").router)
        self.main.app.include_router(articles.load("fastapi-rbac", 3, "app.me").router)

    def run_its_test(self) -> int:
        import pytest

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "test_routes.py"
            path.write_text(articles.source("fastapi-rbac", 4), encoding="utf-8")
            with open(os.devnull, "w", encoding="utf-8") as nowhere:
                saved, sys.stdout = sys.stdout, nowhere
                try:
                    return int(pytest.main(["-q", "-p", "no:cacheprovider", str(path)]))
                finally:
                    sys.stdout = saved
                    sys.modules.pop("test_routes", None)

    def test_its_test_accepts_its_own_routes(self) -> None:
        self.assertEqual(self.run_its_test(), 0)

    def test_its_test_finds_a_route_without_a_guard(self) -> None:
        self.main.app.get("/left-open/{item}")(lambda item: item)
        self.assertEqual(self.run_its_test(), 1)

    def test_a_manager_refunds_and_support_does_not(self) -> None:
        from fastapi.testclient import TestClient

        client = TestClient(self.main.app)
        role = self.access.Role
        for roles, status in (({role.SUPPORT}, 403), ({role.MANAGER}, 202), (set(), 403)):
            user = self.access.User(7, 1, frozenset(roles))
            self.main.app.dependency_overrides[self.access.current_user] = lambda user=user: user
            self.assertEqual(client.post("/invoices/1/refund").status_code, status)
        self.assertEqual(self.refunded, [7])
        user = self.access.User(7, 1, frozenset({role.SUPPORT}))
        self.main.app.dependency_overrides[self.access.current_user] = lambda: user
        self.assertEqual(client.get("/me").json(), {"id": 7, "permissions": ["invoices:read"]})


class Sessions(unittest.TestCase):
    def test_a_session_lasts_until_its_row_is_gone(self) -> None:
        from typing import Annotated

        from fastapi import Depends, FastAPI, HTTPException, Response
        from sqlalchemy import create_engine, text
        from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

        class Base(DeclarativeBase):
            pass

        class LoginSession(Base):
            __tablename__ = "login_sessions"
            token_hash: Mapped[bytes] = mapped_column(primary_key=True)
            user_id: Mapped[int]
            expires_at: Mapped[datetime]

        class User(Base):
            __tablename__ = "app_user"
            id: Mapped[int] = mapped_column(primary_key=True)

        articles.new_app()
        articles.stand_in("app.db", SessionDep=Annotated[Session, Depends(lambda: None)])
        articles.stand_in("app.models", LoginSession=LoginSession, User=User)
        module = articles.load("jwt-vs-sessions", 1, "app.sessions")
        url = os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(url)
        with Session(engine) as db:
            db.execute(text("CREATE TEMPORARY TABLE app_user (id bigint)"))
            table = articles.blocks("jwt-vs-sessions", "sql")[0]
            db.execute(text(table.replace("CREATE TABLE", "CREATE TEMPORARY TABLE")))
            db.execute(text("INSERT INTO app_user VALUES (42)"))
            response = Response()
            module.start_session(db, response, db.get(User, 42))
            db.flush()
            cookie = response.headers["set-cookie"]
            for part in ("__Host-session=", "HttpOnly", "Path=/", "SameSite=lax", "Secure"):
                self.assertIn(part, cookie)
            token = cookie.split("=", 1)[1].split(";")[0]
            self.assertEqual(module.current_user(db, token).id, 42)
            for other in (None, token + "x"):
                with self.assertRaises(HTTPException):
                    module.current_user(db, other)
            db.execute(text(articles.blocks("jwt-vs-sessions", "sql")[1]))
            with self.assertRaises(HTTPException):
                module.current_user(db, token)
            db.rollback()
        engine.dispose()


class Tokens(unittest.TestCase):
    def setUp(self) -> None:
        import jwt
        from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

        self.jwt = jwt
        self.module = articles.load("jwt-vs-sessions", 2, "article_tokens")
        self.key = generate_private_key(SECP256R1())
        self.failure: Exception | None = None
        self.module.keys = SimpleNamespace(get_signing_key_from_jwt=self.signing_key)

    def signing_key(self, token: str) -> object:
        if self.failure:
            raise self.failure
        return self.key.public_key()

    def status(self, **changes: object) -> int:
        from fastapi import HTTPException

        now = datetime.now(UTC)
        claims = {
            "aud": "billing",
            "iss": "https://auth.example.com",
            "sub": "7",
            "iat": now,
            "exp": now + timedelta(minutes=5),
            **changes,
        }
        token = self.jwt.encode(claims, self.key, algorithm="ES256")
        try:
            self.module.caller(f"Bearer {token}")
        except HTTPException as error:
            return error.status_code
        return 200

    def test_a_bad_token_is_401_and_an_unreachable_key_server_503(self) -> None:
        self.assertEqual(self.status(), 200)
        self.assertEqual(self.status(aud="other"), 401)
        self.assertEqual(self.status(exp=datetime(2020, 1, 1, tzinfo=UTC)), 401)
        self.failure = self.jwt.PyJWKClientError("no such key")
        self.assertEqual(self.status(), 401)
        self.failure = self.jwt.PyJWKClientConnectionError("timed out")
        self.assertEqual(self.status(), 503)
