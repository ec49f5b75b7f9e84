-- What repair knows of a record: a copy kept current by record.changed.v1, found by its id alone,
-- because a correction may move a record to another person.
create table known_record (
    record_id         uuid primary key,
    subject_id        uuid not null,
    version           bigint not null,
    record_type       text not null,
    department        text not null,
    polarity          text not null,
    severity          text,
    decided_on        date not null,
    answer_until      date,
    final_on          date,
    min_display_until date not null,
    display_until     date not null,
    repairable        boolean not null,
    standing          text not null,
    disputed          boolean not null,
    duty_performed    boolean not null
);

create table dispute (
    id             uuid primary key,
    subject_id     uuid not null,
    record_id      uuid not null,
    record_version bigint not null,
    record_type    text not null,
    department     text not null,
    field          text,
    grounds        text not null,
    explanation    text not null,
    state          text not null,
    opened_at      timestamptz not null,
    forward_by     date not null,
    due_on         date not null,
    closed_at      timestamptz,
    version        bigint not null
);

-- A second dispute about the same thing would only run two clocks for one answer.
create unique index one_open_dispute_per_field
    on dispute (record_id, field) nulls not distinct
    where closed_at is null;

-- The three queues of GET /v1/cases, each in the order of the clock.
create index dispute_of_subject on dispute (subject_id, due_on, id);
create index dispute_of_department on dispute (department, due_on, id);
create index dispute_by_clock on dispute (due_on, id);

create table dispute_step (
    dispute_id uuid not null references dispute (id) on delete cascade,
    number     integer not null,
    step       text not null,
    party      text not null,
    at         timestamptz not null,
    reason     text not null,
    primary key (dispute_id, number)
);
