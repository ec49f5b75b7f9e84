-- Announcements that wait for the broker. A row is deleted once the broker has acknowledged it,
-- so the table holds only what is on its way.
create table outbox (
    id          bigint generated always as identity primary key,
    topic       text not null,
    key         text not null,
    type        text not null,
    subject     text not null,
    event_id    uuid not null,
    at          timestamptz not null,
    data        text not null,
    traceparent text,
    -- Place among all announcements of the topic, without gaps; given by the relay in the order of commits.
    position    bigint
);
create index outbox_waiting on outbox (id) where position is null;
create index outbox_placed on outbox (position) where position is not null;

create table outbox_position (
    topic text primary key,
    last  bigint not null
);

-- Events that have had their effect.
create table inbox (
    consumer    text not null,
    event_id    text not null,
    received_at timestamptz not null,
    primary key (consumer, event_id)
);
create index inbox_age on inbox using brin (received_at);

-- Events that could not have their effect, kept whole for a person to look at.
create table quarantined_event (
    id          bigint generated always as identity primary key,
    consumer    text not null,
    topic       text not null,
    part        integer not null,
    part_offset bigint not null,
    key         text,
    headers     text not null,
    value       bytea,
    reason      text not null,
    at          timestamptz not null,
    unique (consumer, topic, part, part_offset)
);

-- The first answer to a request that may be repeated.
create table idempotency_key (
    caller       text not null,
    key          text not null,
    request_hash bytea not null,
    status       integer,
    headers      text,
    body         bytea,
    created_at   timestamptz not null,
    primary key (caller, key)
);
create index idempotency_key_age on idempotency_key using brin (created_at);
