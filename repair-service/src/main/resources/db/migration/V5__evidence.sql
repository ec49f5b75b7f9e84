create index clock_by_due on case_clock (due_on);

-- Papers of a case, cleaned and encrypted; they go with the case's retention.
create table evidence (
    id          uuid primary key,
    case_id     uuid not null references case_file (id) on delete cascade,
    party       text not null,
    media_type  text not null,
    size        integer not null,
    sent_sha256 bytea not null,
    key_id      text not null,
    nonce       bytea not null,
    content     bytea not null,
    kept_at     timestamptz not null
);
create index evidence_of_case on evidence (case_id, kept_at, id);
