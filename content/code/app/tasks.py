from datetime import timedelta
from typing import Any

from celery.signals import task_failure
from sqlalchemy import and_, func, or_, select, update

from app.celery import app
from app.db import SessionLocal
from app.errors import TemporaryError
from app.handlers import HANDLERS
from app.models import WebhookEvent


@app.task(
    acks_late=True,
    autoretry_for=(TemporaryError,),
    retry_backoff=10,
    retry_backoff_max=600,
    max_retries=7,
)
def process_event(pk: int) -> None:
    with SessionLocal.begin() as session:
        event = session.scalar(
            select(WebhookEvent)
            .where(WebhookEvent.id == pk, WebhookEvent.processed_at.is_(None))
            .with_for_update(skip_locked=True)
        )
        if event is None:
            return
        if handler := HANDLERS[event.source].get(event.type):
            handler(session, event.payload)
        event.processed_at = func.now()


@task_failure.connect(sender=process_event)
def give_up(args: Any, **_: Any) -> None:
    """The last retry failed too, or the worker process died."""
    with SessionLocal.begin() as session:
        session.execute(
            update(WebhookEvent)
            .where(WebhookEvent.id == args[0], WebhookEvent.processed_at.is_(None))
            .values(failed_at=func.now())
        )


@app.task
def sweep() -> int:
    """Enqueues what never got into the queue, and what got in and was lost there."""
    never = and_(
        WebhookEvent.enqueued_at.is_(None),
        WebhookEvent.received_at < func.now() - timedelta(minutes=1),
    )
    lost = WebhookEvent.enqueued_at < func.now() - timedelta(hours=1)
    with SessionLocal.begin() as session:
        ids = session.scalars(
            select(WebhookEvent.id)
            .where(WebhookEvent.processed_at.is_(None), WebhookEvent.failed_at.is_(None))
            .where(or_(never, lost))
            .order_by(WebhookEvent.id)
            .limit(500)
            .with_for_update(skip_locked=True)
        ).all()
        for pk in ids:
            process_event.delay(pk)
        session.execute(
            update(WebhookEvent).where(WebhookEvent.id.in_(ids)).values(enqueued_at=func.now())
        )
    return len(ids)
