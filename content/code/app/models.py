from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Identity, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    type_annotation_map = {
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
    }


class WebhookEvent(Base):
    """The table of content/code/app/webhook_event.sql."""

    __tablename__ = "webhook_event"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    source: Mapped[str]
    event_id: Mapped[str]
    type: Mapped[str]
    payload: Mapped[dict[str, Any]]
    received_at: Mapped[datetime] = mapped_column(server_default=func.now())
    enqueued_at: Mapped[datetime | None]
    processed_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]


class Subscription(Base):
    __tablename__ = "subscription"

    stripe_id: Mapped[str] = mapped_column(primary_key=True)
    customer: Mapped[str]
    status: Mapped[str]
