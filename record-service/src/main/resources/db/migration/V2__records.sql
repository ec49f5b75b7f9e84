-- The books of records (capability ledger) and what departments hand in (capability intake).

-- What a source has told us last about one of its decisions. The primary key decides every race between two batches.
create table source_record (
    provider         text    not null,
    source_record_id text    not null,
    -- 0 only within the transaction that brings the first one
    revision         integer not null,
    -- a withdrawal of the same revision outranks the report, so that their order does not matter
    withdrawn        boolean not null,
    -- null: withdrawn before it was ever reported
    record_id        uuid,
    primary key (provider, source_record_id)
);

-- Each record as it is now. State is not a column: it follows from the days, see record_state().
create table record (
    id                uuid        not null primary key,
    version           integer     not null,
    subject_id        uuid        not null,
    record_type       text        not null,
    domain            text        not null,
    national_class    text        not null,
    polarity          text        not null,
    severity          text,
    -- who may amend it: the department, or for prefectures 'PREF_GOVS/<division>'
    provider          text        not null,
    department        text        not null,
    division          text        not null,
    source_record_id  text        not null,
    revision          integer     not null,
    decision_number   text        not null,
    legal_bases       text[]      not null,
    occurred_on       date        not null,
    decided_on        date        not null,
    effective_on      date        not null,
    notice_served_on  date,
    final_basis       text,
    answer_until      date,
    final_on          date,
    display_until     date        not null,
    min_display_until date        not null,
    repairable        boolean     not null,
    standing          text        not null
        check (standing in ('IN_FORCE', 'SUSPENDED', 'REPAIRED', 'WITHDRAWN', 'DECLINED')),
    -- where it stood when the source withdrew it: a repaired record does not come back by a new revision
    withdrawn_from    text,
    disputed          boolean     not null,
    duty_performed    boolean     not null,
    statement         text,
    facts             jsonb       not null,
    reported_at       timestamptz not null,
    changed_at        timestamptz not null
);

-- Everything about one person, newest decision first.
create index record_by_subject on record (subject_id, decided_on desc, id desc);
-- A provider's own records in the order of their arrival; ids grow with time.
create index record_by_provider on record (provider, id);

-- Every version of every record as it was announced; appended to, never changed.
create table record_version (
    record_id  uuid        not null,
    version    integer     not null,
    cause      text        not null,
    content    jsonb       not null,
    changed_at timestamptz not null,
    primary key (record_id, version)
);

-- The disputes of a record: it is disputed while one of them is open. A withdrawal may come before its opening.
create table record_dispute (
    record_id uuid    not null,
    case_id   uuid    not null,
    open      boolean not null,
    primary key (record_id, case_id)
);

-- The state of a record on a day; the same rule as RecordState.stateOn, for lists that filter by it.
create function record_state(standing text, display_until date, answer_until date, final_on date, today date)
    returns text
    language sql
    immutable
    parallel safe
return case
    when standing in ('WITHDRAWN', 'DECLINED') then 'WITHDRAWN'
    when standing = 'REPAIRED' then 'REPAIRED'
    when display_until <= today then 'EXPIRED'
    when standing = 'SUSPENDED' then 'SUSPENDED'
    when today <= answer_until then 'ANNOUNCED'
    when final_on <= today then 'FINAL'
    else 'EFFECTIVE'
end;

-- Every intake event with its one outcome.
create table intake_event (
    provider         text        not null,
    event_id         text        not null,
    outcome          text        not null check (outcome in ('ACCEPTED', 'DUPLICATE', 'SUPERSEDED', 'REJECTED')),
    source_record_id text,
    revision         integer,
    record_id        uuid,
    received_at      timestamptz not null,
    decided_at       timestamptz not null,
    primary key (provider, event_id)
);

-- Events whose person the public authority has not verified yet. Personal data: kept only until decided.
create table waiting_event (
    provider        text        not null,
    event_id        text        not null,
    message_key     text,
    type            text        not null,
    content         bytea       not null,
    received_at     timestamptz not null,
    attempts        integer     not null,
    next_attempt_at timestamptz not null,
    primary key (provider, event_id)
);

create index waiting_event_due on waiting_event (next_attempt_at);

-- Refused and unreadable events, for their department to read, mend and send again.
create table rejection (
    id               uuid        not null primary key,
    provider         text        not null,
    event_id         text        not null,
    source_record_id text,
    revision         integer,
    problem          jsonb       not null,
    -- what was sent, as long as the topic itself keeps it; never where it may not be held at all
    content          bytea,
    message_key      text,
    type             text,
    received_at      timestamptz not null,
    retried_at       timestamptz
);

create index rejection_by_provider on rejection (provider, id);
create index rejection_with_content on rejection (received_at) where content is not null;
