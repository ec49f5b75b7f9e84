-- sharing.reviews ------------------------------------------------------------------------------------------------

-- Queries that somebody looks at again: a sample, and what stands out (Q-7).
create table access_review (
    review_id  uuid        not null primary key,
    query_id   uuid        not null references asked_query,
    cause      text        not null check (cause in (
        'SAMPLE', 'BREAK_GLASS', 'CONCEALED', 'VOLUME', 'NIGHT', 'OWN_NAME', 'SAME_PERSON')),
    opened_at  timestamptz not null,
    outcome    text check (outcome in ('JUSTIFIED', 'UNJUSTIFIED')),
    note       text,
    found_by   text,
    found_at   timestamptz,
    unique (query_id, cause),
    check ((outcome is null) = (found_by is null))
);

create index access_review_open on access_review (opened_at, review_id) where outcome is null;
create index access_review_by_time on access_review (opened_at, review_id);

-- Days and months that have been gone through.
create table review_progress (
    what    text not null primary key check (what in ('DAYS', 'MONTHS')),
    through date not null
);

-- sharing.concealments -------------------------------------------------------------------------------------------

-- Looks that the person sees later: a whitelisted authority, a clause, a last day, a second officer.
create table concealment (
    concealment_id uuid        not null primary key,
    department     text        not null,
    matter_number  text        not null,
    clause         text        not null,
    -- The day from which the person sees the looks.
    until          date        not null,
    proposed_by    text        not null,
    proposed_at    timestamptz not null,
    approved_by    text,
    approved_at    timestamptz,
    check (approved_by is null or approved_by <> proposed_by)
);

-- As it was asked for, also when there is no such concealment.
alter table asked_query add column concealment_id uuid;

-- The day from which the person sees it; null at once. Decided when it is read: no job releases it.
alter table access_entry add column hidden_until date;
alter table given_record add column hidden_until date;

create index access_entry_hidden on access_entry (hidden_until) where hidden_until is not null;
