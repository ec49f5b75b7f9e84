-- Where a person wants to be told that there is something to read: kept by themselves, encrypted, used once verified.
create table contact_point (
    id              uuid primary key,
    -- The subject of the account that keeps it; a merge moves nothing, so that its reversal finds everything in its place.
    subject_id      uuid not null references subject,
    channel         text not null check (channel in ('EMAIL', 'SMS')),
    sealed_address  text not null,
    address_key     text not null,
    changed_at      timestamptz not null,
    verified_at     timestamptz,
    -- The code on its way; null once it was used, or when it is spent.
    sealed_code     text,
    code_key        text,
    code_expires_at timestamptz,
    wrong_codes     integer not null default 0,
    unique (subject_id, channel),
    check ((sealed_code is null) = (code_key is null))
);
create index contact_point_by_key on contact_point (address_key);

-- When codes were sent for a person: what was erased still counts for the day, so that nobody's mailbox is filled.
create table contact_code_sent (
    subject_id uuid not null references subject,
    sent_at    timestamptz not null
);
create index contact_code_sent_of on contact_code_sent (subject_id, sent_at);

-- What was handed over to a channel, under the id that its gateway knows too; neither a person nor an address is in it.
create table contact_message (
    handover_id uuid not null,
    channel    text not null,
    proof      text not null,
    sent_at    timestamptz not null,
    primary key (handover_id, channel)
);
create index contact_message_by_age on contact_message (sent_at);
