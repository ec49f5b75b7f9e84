-- sharing.corrections --------------------------------------------------------------------------------------------

alter table correction
    drop constraint correction_pkey,
    -- The region that was asked and holds the record; null when the record is here. Ids of two regions may be the same.
    add column source text,
    add constraint correction_once unique nulls not distinct (record_id, receiver, source);

-- What askers were shown that another region holds, the latest only: its corrections have to reach them (D-8).
create table passed_on_record (
    region        text        not null,
    record_id     uuid        not null,
    receiver      text        not null,
    version       bigint      not null,
    subject_id    uuid        not null,
    record_type   text        not null,
    -- Before the region was asked.
    given_at      timestamptz not null,
    query_id      uuid        not null,
    matter_number text        not null,
    primary key (region, record_id, receiver)
);

create index passed_on_record_by_person on passed_on_record (subject_id);
create index passed_on_record_by_time on passed_on_record using brin (given_at);

-- What other regions have told us of records that we were shown, the latest only. We confirm there when everyone whom we
-- passed the record on to has confirmed here.
create table foreign_correction (
    region       text        not null,
    record_id    uuid        not null,
    version      bigint      not null,
    op           text        not null check (op in ('UPSERT', 'STOP_USE')),
    reason       text,
    changed_at   timestamptz not null,
    told_at      timestamptz not null,
    confirmed_at timestamptz,
    primary key (region, record_id)
);

create index foreign_correction_open on foreign_correction (region) where confirmed_at is null;
