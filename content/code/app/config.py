import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    database_url: str
    redis_url: str
    shop_secret: bytes
    stripe_secret: str
    stripe_api_key: str
    stripe_livemode: bool


settings = Settings(
    database_url=os.environ["DATABASE_URL"],
    redis_url=os.environ["REDIS_URL"],
    shop_secret=os.environ["SHOP_WEBHOOK_SECRET"].encode(),
    stripe_secret=os.environ["STRIPE_WEBHOOK_SECRET"],
    stripe_api_key=os.environ["STRIPE_API_KEY"],
    stripe_livemode=os.environ.get("STRIPE_LIVEMODE") == "true",
)
