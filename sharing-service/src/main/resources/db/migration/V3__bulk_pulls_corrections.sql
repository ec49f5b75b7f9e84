-- sharing.access -------------------------------------------------------------------------------------------------

-- Who was given many persons' records at once: one row a page, whoever is on it. A person's pulls are found through the
-- numbers of their records; a row for each person would be most of the database.
create table bulk_pull (
    pull_id      uuid        not null primary key,
    at           timestamptz not null,
    receiver     text        not null,
    feed         text        not null,
    kind         text        not null check (kind in ('CHANGES', 'SNAPSHOT', 'FILE', 'REPLICA')),
    purpose      text        not null,
    legal_basis  text        not null,
    agreement_id uuid        not null references agreement,
    -- Everything that changes after this position is news to the receiver.
    up_to        bigint      not null,
    records      integer[]   not null
);

create index bulk_pull_by_record on bulk_pull using gin (records);

-- sharing.feed ---------------------------------------------------------------------------------------------------

-- How far each receiver has come.
create table feed_receiver (
    receiver      text        not null,
    feed          text        not null,
    pulled_up_to  bigint      not null,
    pulled_at     timestamptz not null,
    applied_up_to bigint      not null default 0,
    applied_at    timestamptz,
    primary key (receiver, feed)
);

-- sharing.corrections --------------------------------------------------------------------------------------------

alter table given_record
    -- The head of the feeds when the record was read: what changes later is news to the receiver.
    add column at_position bigint not null default 0;

-- What a receiver of a record must still learn about it, the latest only (D-8).
create table correction (
    record_id     uuid        not null,
    receiver      text        not null,
    version       bigint      not null,
    position      bigint      not null,
    op            text        not null check (op in ('UPSERT', 'STOP_USE')),
    reason        text,
    changed_at    timestamptz not null,
    -- The last day for telling and confirming: one working day (D-8).
    due_on        date        not null,
    query_id      uuid,
    matter_number text,
    sent_at       timestamptz,
    -- The feed through which it was sent; an acknowledgement of its position confirms it.
    feed          text,
    confirmed_at  timestamptz,
    primary key (record_id, receiver)
);

create index correction_open on correction (receiver, position, record_id) where confirmed_at is null;
create index correction_due on correction (due_on, receiver, record_id) where confirmed_at is null;

-- One row: up to which position corrections have been worked out.
create table correction_progress (
    only_row boolean not null primary key default true check (only_row),
    position bigint  not null
);

insert into correction_progress (position) values (0);

-- Days that are free, or worked, by the yearly notice of the State Council (T-3).
create table calendar_day (
    day  date not null primary key,
    kind text not null check (kind in ('HOLIDAY', 'SWAPPED'))
);

-- 国办发明电〔2025〕7号.
insert into calendar_day (day, kind) values
    ('2026-01-01', 'HOLIDAY'),
    ('2026-01-02', 'HOLIDAY'),
    ('2026-01-03', 'HOLIDAY'),
    ('2026-01-04', 'SWAPPED'),
    ('2026-02-14', 'SWAPPED'),
    ('2026-02-15', 'HOLIDAY'),
    ('2026-02-16', 'HOLIDAY'),
    ('2026-02-17', 'HOLIDAY'),
    ('2026-02-18', 'HOLIDAY'),
    ('2026-02-19', 'HOLIDAY'),
    ('2026-02-20', 'HOLIDAY'),
    ('2026-02-21', 'HOLIDAY'),
    ('2026-02-22', 'HOLIDAY'),
    ('2026-02-23', 'HOLIDAY'),
    ('2026-02-28', 'SWAPPED'),
    ('2026-04-04', 'HOLIDAY'),
    ('2026-04-05', 'HOLIDAY'),
    ('2026-04-06', 'HOLIDAY'),
    ('2026-05-01', 'HOLIDAY'),
    ('2026-05-02', 'HOLIDAY'),
    ('2026-05-03', 'HOLIDAY'),
    ('2026-05-04', 'HOLIDAY'),
    ('2026-05-05', 'HOLIDAY'),
    ('2026-05-09', 'SWAPPED'),
    ('2026-06-19', 'HOLIDAY'),
    ('2026-06-20', 'HOLIDAY'),
    ('2026-06-21', 'HOLIDAY'),
    ('2026-09-20', 'SWAPPED'),
    ('2026-09-25', 'HOLIDAY'),
    ('2026-09-26', 'HOLIDAY'),
    ('2026-09-27', 'HOLIDAY'),
    ('2026-10-01', 'HOLIDAY'),
    ('2026-10-02', 'HOLIDAY'),
    ('2026-10-03', 'HOLIDAY'),
    ('2026-10-04', 'HOLIDAY'),
    ('2026-10-05', 'HOLIDAY'),
    ('2026-10-06', 'HOLIDAY'),
    ('2026-10-07', 'HOLIDAY'),
    ('2026-10-10', 'SWAPPED');
