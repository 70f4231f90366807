import stripe
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.config import settings
from app.errors import TemporaryError
from app.models import Subscription

client = stripe.StripeClient(
    settings.stripe_api_key,
    http_client=stripe.RequestsClient(timeout=10),
    max_network_retries=0,  # the queue retries, and holds no lock meanwhile
)


def sync_subscription(session: Session, stripe_id: str) -> None:
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(stripe_id, 0))))
    try:
        current = client.v1.subscriptions.retrieve(stripe_id)
    except (stripe.APIConnectionError, stripe.APIError, stripe.RateLimitError) as error:
        raise TemporaryError("Stripe") from error
    state = {"customer": current.customer, "status": current.status}
    session.execute(
        insert(Subscription)
        .values(stripe_id=stripe_id, **state)
        .on_conflict_do_update(index_elements=["stripe_id"], set_=state)
    )
