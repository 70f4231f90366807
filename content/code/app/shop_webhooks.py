import json
import time
from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException, Request
from pydantic import BaseModel, ValidationError

from app.config import settings
from app.db import SessionDep
from app.inbox import accept
from app.signatures import is_authentic

router = APIRouter()


class Envelope(BaseModel):
    id: str
    type: str


async def read_body(request: Request) -> bytes:
    return await request.body()


@router.post("/webhooks/shop", status_code=204)
def receive(
    session: SessionDep,
    body: Annotated[bytes, Depends(read_body)],
    x_timestamp: Annotated[str, Header()] = "",
    x_signature: Annotated[str, Header()] = "",
) -> None:
    if not is_authentic(settings.shop_secret, x_timestamp, x_signature, body, time.time()):
        raise HTTPException(401)
    try:
        event = Envelope.model_validate_json(body)
    except ValidationError as error:
        raise HTTPException(400) from error
    accept(session, "shop", event.id, event.type, json.loads(body))
