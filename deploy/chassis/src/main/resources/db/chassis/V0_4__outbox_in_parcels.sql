-- What one transaction announces on one topic travels as one parcel: a row of arrays, the nth member of each belonging to
-- the nth announcement. A batch of a thousand announcements is written, read and deleted as a handful of rows.
alter table outbox rename column key to keys;
alter table outbox rename column type to types;
alter table outbox rename column subject to subjects;
alter table outbox rename column event_id to event_ids;

alter table outbox
    alter column keys type text[] using array[keys],
    alter column types type text[] using array[types],
    alter column subjects type text[] using array[subjects],
    alter column event_ids type uuid[] using array[event_ids],
    alter column data type text[] using array[data],
    add column size integer not null generated always as (cardinality(keys)) stored;

-- It is gone within a second: compressing it would cost more than writing it.
alter table outbox
    alter column keys set storage external,
    alter column types set storage external,
    alter column subjects set storage external,
    alter column event_ids set storage external,
    alter column data set storage external;
