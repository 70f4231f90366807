"""What to do with which event. The source comes first: two senders may use one type name."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from app.stripe_api import sync_subscription

Handler = Callable[[Session, dict[str, Any]], None]


def subscription_changed(session: Session, payload: dict[str, Any]) -> None:
    sync_subscription(session, payload["data"]["object"]["id"])


HANDLERS: dict[str, dict[str, Handler]] = {
    "shop": {},
    "stripe": {
        "customer.subscription.created": subscription_changed,
        "customer.subscription.updated": subscription_changed,
        "customer.subscription.deleted": subscription_changed,
    },
}
