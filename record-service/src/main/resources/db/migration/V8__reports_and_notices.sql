-- Reports that were issued, to be checked by their code: what was in them is not kept.
create table issued_report (
    code       text        not null primary key,
    sha256     text        not null,
    signature  text        not null,
    issued_at  timestamptz not null
);

-- What a person was told about a record. The words are made from the record when they are read.
create table notice (
    id           uuid        not null primary key,
    record_id    uuid        not null,
    version      integer     not null,
    cause        text        not null,
    created_at   timestamptz not null,
    -- the in-app inbox takes every notice at once; read_at is the person's own receipt
    read_at      timestamptz,
    answer       text,
    answered_at  timestamptz,
    unique (record_id, version)
);

-- How the notice of a record fared on the ways outside the inbox: proof of delivery, or of failure (N-4).
create table notice_delivery (
    record_id  uuid        not null,
    channel    text        not null check (channel in ('POST', 'COUNTER', 'SMS', 'EMAIL')),
    outcome    text        not null check (outcome in ('DELIVERED', 'FAILED')),
    on_day     date        not null,
    proof      text        not null,
    told_by    text        not null,
    told_at    timestamptz not null,
    primary key (record_id, channel)
);
