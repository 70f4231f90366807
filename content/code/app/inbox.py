import logging
from typing import Any

from kombu.exceptions import OperationalError
from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.models import WebhookEvent
from app.tasks import process_event

log = logging.getLogger(__name__)


def accept(
    session: Session, source: str, event_id: str, type_: str, payload: dict[str, Any]
) -> None:
    """Stores the event once, commits, and enqueues it if it's new."""
    row = {"source": source, "event_id": event_id, "type": type_, "payload": payload}
    new_id = session.scalar(
        insert(WebhookEvent).values(row).on_conflict_do_nothing().returning(WebhookEvent.id)
    )
    session.commit()
    if new_id is None:
        return
    try:
        process_event.apply_async((new_id,), retry=False)
    except OperationalError:
        log.warning("broker down, event %s waits for the sweeper", new_id)
        return
    session.execute(
        update(WebhookEvent).where(WebhookEvent.id == new_id).values(enqueued_at=func.now())
    )
    session.commit()
