-- Changes of the catalogue: proposed by one, open to everybody's comment, decided by another.
create table catalog_proposal (
    id            uuid        not null primary key,
    kind          text        not null check (kind in ('TYPE', 'PERIOD')),
    -- the record type, or the rule: a severity level or P-6
    code          text        not null,
    content       jsonb       not null,
    reason        text        not null,
    in_force_from date        not null,
    state         text        not null check (state in ('OPEN', 'APPROVED', 'REJECTED')),
    proposed_by   text        not null,
    proposed_at   timestamptz not null,
    decided_by    text,
    decided_at    timestamptz,
    constraint four_eyes check (decided_by <> proposed_by)
);

create table catalog_comment (
    id          uuid        not null primary key,
    proposal_id uuid        not null references catalog_proposal,
    author      text        not null,
    at          timestamptz not null,
    text        text        not null
);

create index catalog_comment_by_proposal on catalog_comment (proposal_id, id);

-- The days of existing records follow a milder law, from the day it is in force: in bounded batches, resumable.
create table recomputation (
    proposal_id uuid    not null primary key references catalog_proposal,
    record_type text,
    severity    text,
    min_months  integer,
    max_months  integer,
    cap_months  integer,
    starts_on   date    not null,
    -- everything up to this record has been looked at
    after_id    uuid,
    looked_at   bigint  not null,
    changed     bigint  not null,
    finished_at timestamptz
);

create index recomputation_open on recomputation (starts_on) where finished_at is null;
