import json
from typing import Annotated

import stripe
from fastapi import APIRouter, Depends, Header, HTTPException, Request

from app.config import settings
from app.db import SessionDep
from app.inbox import accept

router = APIRouter()


async def raw_body(request: Request) -> bytes:
    return await request.body()


@router.post("/webhooks/stripe", status_code=204)
def receive_stripe(
    session: SessionDep,
    body: Annotated[bytes, Depends(raw_body)],
    stripe_signature: Annotated[str, Header()] = "",
) -> None:
    try:
        event = stripe.Webhook.construct_event(body, stripe_signature, settings.stripe_secret)
    except (ValueError, stripe.SignatureVerificationError) as error:
        raise HTTPException(400, "signature does not match") from error
    if event.livemode is not settings.stripe_livemode:
        return
    accept(session, "stripe", event.id, event.type, json.loads(body))
