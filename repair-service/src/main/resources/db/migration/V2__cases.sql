-- The source's own count of the decision's content: a correction is a higher one.
alter table known_record add column revision integer not null default 1;

-- One model for every kind of case; what is said in a case of its kind stands in matter.
create table case_file (
    id                       uuid primary key,
    kind                     text not null,
    state                    text not null,
    subject_id               uuid not null,
    -- What the case is about: a record, a measure, an access entry, or another case.
    target_id                uuid not null,
    record_id                uuid,
    record_version           bigint not null,
    record_revision          integer not null,
    record_type              text,
    department               text not null,
    matter                   jsonb not null,
    -- Distinguishes two cases of one kind about one thing: the field that a dispute names.
    matter_key               text not null,
    explanation              text not null,
    origin_id                uuid,
    opened_at                timestamptz not null,
    opened_by                text not null,
    proposed_by              text,
    information_requested_at timestamptz,
    extended                 boolean not null,
    reviewed                 boolean not null,
    suspends                 boolean not null,
    due_on                   date,
    closed_at                timestamptz,
    -- Place in the queues: open cases in the order of their clocks, closed ones behind.
    queue_on                 date not null
        generated always as (case when closed_at is null then due_on else date '9999-12-31' end) stored,
    version                  bigint not null,
    check (closed_at is not null or due_on is not null)
);

-- A second case about the same thing would only run two clocks for one answer.
create unique index one_open_case_per_matter on case_file (target_id, kind, matter_key) where closed_at is null;

create index case_of_subject on case_file (subject_id, queue_on, id);
create index case_of_department on case_file (department, queue_on, id);
create index case_by_clock on case_file (queue_on, id);
create index case_of_record on case_file (record_id);
create index case_of_origin on case_file (origin_id);

create table case_step (
    case_id uuid not null references case_file (id) on delete cascade,
    number  integer not null,
    step    text not null,
    party   text not null,
    -- Who it was by the name in their token; for four eyes and audit, not shown.
    actor   text not null,
    at      timestamptz not null,
    reason  text not null,
    primary key (case_id, number)
);

create table case_clock (
    id         bigint generated always as identity primary key,
    case_id    uuid not null references case_file (id) on delete cascade,
    purpose    text not null,
    rule       text not null,
    owner      text not null,
    started_on date not null,
    due_on     date not null,
    remind_on  date not null,
    reminded   boolean not null,
    paused_on  date,
    stopped_on date
);
create index clock_of_case on case_clock (case_id, id);
create unique index one_running_clock_per_case on case_clock (case_id) where stopped_on is null and paused_on is null;
create index running_clock on case_clock (due_on) where stopped_on is null and paused_on is null;
create index stopped_clock on case_clock (stopped_on) where stopped_on is not null;

create table case_decision (
    case_id    uuid not null references case_file (id) on delete cascade,
    number     integer not null,
    outcome    text not null,
    party      text not null,
    reason     text not null,
    basis      text not null,
    refers_to  uuid,
    decided_at timestamptz not null,
    text       text not null,
    primary key (case_id, number)
);

-- What was announced about a record, and whether record-service has carried it out.
create table case_effect (
    case_id           uuid not null references case_file (id) on delete cascade,
    type              text not null,
    record_id         uuid not null,
    announced_at      timestamptz not null,
    confirmed_version bigint,
    confirmed_at      timestamptz,
    primary key (case_id, type)
);
create index effect_waiting on case_effect (record_id) where confirmed_at is null;

insert into case_file (id, kind, state, subject_id, target_id, record_id, record_version, record_revision, record_type,
                       department, matter, matter_key, explanation, opened_at, opened_by, extended, reviewed, suspends,
                       due_on, closed_at, version)
select id, 'DISPUTE', state, subject_id, record_id, record_id, record_version, 1, record_type,
       department, jsonb_build_object('about', 'RECORD', 'field', field, 'grounds', grounds), coalesce(field, ''), explanation, opened_at,
       'PERSON', false, false, false, due_on, closed_at, version
from dispute;

insert into case_step (case_id, number, step, party, actor, at, reason)
select dispute_id, number, step, party, party, at, reason
from dispute_step;

insert into case_clock (case_id, purpose, rule, owner, started_on, due_on, remind_on, reminded, stopped_on)
select id, 'SOURCE_ANSWER', 'D-3', department, (opened_at at time zone 'Asia/Shanghai')::date, due_on, due_on - 1, false,
       (closed_at at time zone 'Asia/Shanghai')::date
from dispute;

drop table dispute_step;
drop table dispute;
