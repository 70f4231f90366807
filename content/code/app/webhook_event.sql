CREATE TABLE webhook_event (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source       text        NOT NULL,
    event_id     text        NOT NULL,
    type         text        NOT NULL,
    payload      jsonb       NOT NULL,
    received_at  timestamptz NOT NULL DEFAULT now(),
    enqueued_at  timestamptz,
    processed_at timestamptz,
    failed_at    timestamptz,
    UNIQUE (source, event_id)
);

CREATE INDEX ON webhook_event (received_at) WHERE processed_at IS NULL;
