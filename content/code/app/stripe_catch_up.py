from sqlalchemy.orm import Session

from app.handlers import HANDLERS
from app.inbox import accept
from app.stripe_api import client


def catch_up(session: Session, since: int) -> None:
    """Accept every undelivered event created after `since`, in Unix seconds."""
    undelivered = client.v1.events.list(
        {"types": list(HANDLERS["stripe"]), "delivery_success": False, "created": {"gte": since}}
    )
    for event in undelivered.auto_paging_iter():
        stub = {"data": {"object": {"id": event.data.object["id"]}}}
        accept(session, "stripe", event.id, event.type, stub)
