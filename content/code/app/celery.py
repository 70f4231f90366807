from celery import Celery
from celery.signals import worker_process_init

from app.config import settings
from app.db import engine

app = Celery("app", broker=settings.redis_url, include=["app.tasks"])
app.conf.update(
    task_ignore_result=True,
    broker_transport_options={"visibility_timeout": 3600, "max_retries": 0},
    beat_schedule={"sweep": {"task": "app.tasks.sweep", "schedule": 60.0}},
)


@worker_process_init.connect
def forget_inherited_connections(**_: object) -> None:
    """A connection that was opened before the fork belongs to the parent."""
    engine.dispose(close=False)
