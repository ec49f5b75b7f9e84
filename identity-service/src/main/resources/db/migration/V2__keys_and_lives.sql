-- Keys that encrypt values, each itself encrypted by a root key that the database never sees.
create table data_key (
    -- Tells which of two root keys came later: values move from the earlier to the later one, never back.
    nth        bigint generated always as identity,
    name       text primary key,
    suite      text not null,
    root_key   text not null,
    wrapped    bytea not null,
    created_at timestamptz not null
);

-- Root keys with which values were encrypted before there were data keys; such values are encrypted anew.
create table direct_key (
    name text primary key
);
insert into direct_key select name_key from subject union select number_key from identity_document;

-- Keys under which documents are or were hashed first of all. Complete: every document has its hash under this key.
create table lookup_key (
    nth          bigint generated always as identity,
    name         text primary key,
    announced_at timestamptz not null,
    complete_at  timestamptz
);
insert into lookup_key (name, announced_at, complete_at)
select distinct lookup_key, timestamptz '2026-11-22 00:00:00Z', timestamptz '2026-11-22 00:00:00Z'
from identity_document;

alter table identity_document drop constraint one_subject_per_document;
-- By what a document is found: one row for each key in use. One document belongs to exactly one person, whoever
-- registers it at the same moment, and under whichever key.
create table document_hash (
    hash        bytea not null check (length(hash) = 32),
    key         text not null,
    document_id uuid not null references identity_document deferrable initially deferred,
    constraint one_subject_per_document primary key (hash),
    unique (key, document_id)
);
create index document_hash_of_document on document_hash (document_id);

insert into document_hash select lookup_hash, lookup_key, id from identity_document;
-- A table with checks to come cannot be altered.
set constraints all immediate;
-- A corrected number is kept for the record, but finds nobody any more.
alter table identity_document drop column lookup_hash, drop column lookup_key, add column ended_at timestamptz;
create index identity_document_by_key on identity_document (number_key);

alter table subject
    -- Another subject that is the same person; answers name that one.
    add column merged_into uuid references subject,
    add column renamed boolean not null default false,
    add column died_on date,
    add column death_recorded_at timestamptz,
    add constraint not_merged_into_itself check (merged_into <> id);
create index subject_merged_into on subject (merged_into) where merged_into is not null;
create index subject_by_key on subject (name_key);

-- Names that a person bore before: records about the time before still carry them.
create table former_name (
    id          uuid primary key,
    subject_id  uuid not null references subject,
    sealed_name text not null,
    name_key    text not null,
    borne_until timestamptz not null
);
create index former_name_of_subject on former_name (subject_id);
create index former_name_by_key on former_name (name_key);

-- Two subjects that are one person: proposed by one reviewer, decided by another, and undone the same way.
create table subject_merge (
    id                   uuid primary key,
    survivor_id          uuid not null references subject,
    merged_id            uuid not null references subject,
    reason               text not null,
    authority_reference  text not null,
    state                text not null check (state in ('PROPOSED', 'REFUSED', 'MERGED', 'REVERSAL_PROPOSED', 'REVERSED')),
    proposed_by          text not null,
    proposed_at          timestamptz not null,
    decided_by           text,
    decided_at           timestamptz,
    reversal_reason      text,
    reversal_proposed_by text,
    reversal_decided_by  text,
    reversed_at          timestamptz,
    check (survivor_id <> merged_id),
    check (decided_by <> proposed_by),
    check (reversal_decided_by <> reversal_proposed_by)
);
create unique index one_open_merge_per_subject on subject_merge (merged_id)
    where state not in ('REFUSED', 'REVERSED');
create index subject_merge_by_survivor on subject_merge (survivor_id);

-- The key under which a receiver's pseudonyms are made, encrypted.
create table receiver_key (
    id         uuid primary key,
    receiver   text not null unique,
    sealed_key text not null,
    key_name   text not null,
    created_at timestamptz not null
);
create index receiver_key_by_key on receiver_key (key_name);
