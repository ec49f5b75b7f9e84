-- A natural person. The id is random and says nothing; the name is encrypted.
create table subject (
    id            uuid primary key,
    sealed_name   text not null,
    name_key      text not null,
    verification  text not null check (verification in ('VERIFIED', 'UNVERIFIED', 'MISMATCH', 'NOT_IDENTIFIED')),
    registered_at timestamptz not null
);

-- An identity document of a person: the number encrypted, found by a keyed hash of type and canonical number.
create table identity_document (
    id            uuid primary key,
    subject_id    uuid not null references subject,
    type          text not null check (type in ('RESIDENT_ID', 'FOREIGN_PERMANENT_RESIDENCE', 'HKMT_RESIDENCE')),
    lookup_hash   bytea not null check (length(lookup_hash) = 32),
    lookup_key    text not null,
    sealed_number text not null,
    number_key    text not null,
    added_at      timestamptz not null,
    -- One document belongs to exactly one person, whoever registers it at the same moment.
    constraint one_subject_per_document unique (lookup_hash)
);
create index identity_document_of_subject on identity_document (subject_id);

-- Persons about whom the public authority has not answered yet. A claimed row comes due again by itself, so that an
-- instance that dies with its question in flight loses nothing.
create table pending_verification (
    subject_id      uuid primary key references subject,
    attempts        integer not null default 0,
    next_attempt_at timestamptz not null
);
create index pending_verification_due on pending_verification (next_attempt_at);

-- Real-name registration of a person in a field: these four facts and nothing of the field itself.
create table real_name_entry (
    subject_id uuid not null references subject,
    field      text not null,
    verified   boolean not null,
    verifier   text not null,
    entered_on date not null,
    method     text not null,
    primary key (subject_id, field)
);
