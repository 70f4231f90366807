"""rate-limiting and slack-notifications, on a real Redis."""

import asyncio
import os
import unittest
from typing import Annotated
from types import SimpleNamespace

from tests import articles

NEEDS = "redis fastapi httpx"
SERVICES = "redis"


class RateLimiting(unittest.TestCase):
    def load(self, url: str) -> object:
        from fastapi import Header

        articles.new_app()
        articles.stand_in("app.auth", AccountId=Annotated[str, Header(alias="x-account")])
        articles.stand_in("app.config", settings=SimpleNamespace(redis_url=url))
        return articles.load("rate-limiting", 1, "app.limits")

    def test_the_burst_passes_and_the_next_call_waits(self) -> None:
        module = self.load(os.environ["REDIS_URL"])

        async def calls() -> list[float]:
            await module.redis.delete("bucket:test")
            waits = [await module.seconds_to_wait("test", 1 / 60, 3) for _ in range(5)]
            left = await module.redis.ttl("bucket:test")
            await module.redis.aclose()
            return [*waits, left]

        *waits, left = asyncio.run(calls())
        self.assertEqual(waits[:3], [0, 0, 0])
        for wait in waits[3:]:
            self.assertTrue(50 < wait <= 60)
        self.assertTrue(170 <= left <= 181)

    def test_the_dependency_answers_429_and_lets_everybody_in_without_redis(self) -> None:
        from fastapi import FastAPI
        from fastapi.testclient import TestClient

        for url, expected in ((os.environ["REDIS_URL"], 429), ("redis://127.0.0.1:1/0", 200)):
            module = self.load(url)
            app = FastAPI()

            @app.get("/export")
            async def export(limit: module.ExportLimit) -> str:
                return "done"

            with TestClient(app) as client:
                headers = {"x-account": f"account-{os.getpid()}-{expected}"}
                answers = [client.get("/export", headers=headers) for _ in range(4)]
            self.assertEqual([a.status_code for a in answers], [200, 200, 200, expected])
            if expected == 429:
                self.assertLessEqual(int(answers[3].headers["retry-after"]), 60)


class SlackNotifications(unittest.TestCase):
    def setUp(self) -> None:
        self.posts: list[dict] = []
        self.is_down = False

        def post(**message: object) -> dict:
            if self.is_down:
                raise TimeoutError
            self.posts.append(message)
            return {"ts": f"17.{len(self.posts)}"}

        client = SimpleNamespace(chat_postMessage=post, retry_handlers=[])
        articles.stand_in("slack_sdk", WebClient=lambda token, timeout: client).__path__ = []
        articles.stand_in("slack_sdk.http_retry").__path__ = []
        articles.stand_in(
            "slack_sdk.http_retry.builtin_handlers",
            RateLimitErrorRetryHandler=lambda max_retry_count: None,
        )
        os.environ["SLACK_BOT_TOKEN"] = "xoxb-1"
        self.module = articles.load("slack-notifications", 1, "article_slack")
        self.module.redis.delete("slack:open:export")
        self.addCleanup(self.module.redis.close)

    def test_one_problem_is_one_message_with_its_count_in_the_thread(self) -> None:
        for _ in range(3):
            self.module.report("action", "export", "23 invoices wait")
        self.module.resolve("export", "Running again.")
        first, last = self.posts
        self.assertEqual((first["channel"], first["thread_ts"]), ("C0OPSTODO", None))
        self.assertEqual(last["thread_ts"], "17.1")
        self.assertEqual(last["blocks"][0]["text"]["text"], "Running again. Seen 3 times.")
        self.module.resolve("export", "Twice.")
        self.assertEqual(len(self.posts), 2)

    def test_foreign_text_mentions_nobody_and_links_nowhere(self) -> None:
        self.module.report("page", "export", "<!channel> see https://evil.example & <@U1>")
        (post,) = self.posts
        self.assertEqual(post["blocks"][0]["text"]["type"], "plain_text")
        self.assertEqual(post["text"], "&lt;!channel&gt; see https://evil.example &amp; &lt;@U1&gt;")
        self.assertIs(post["unfurl_links"], False)

    def test_a_post_that_failed_is_tried_with_the_next_event(self) -> None:
        self.is_down = True
        with self.assertRaises(TimeoutError):
            self.module.report("page", "export", "down")
        self.is_down = False
        self.module.report("page", "export", "down")
        self.assertEqual(len(self.posts), 1)
