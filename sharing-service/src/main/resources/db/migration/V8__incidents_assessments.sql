-- sharing.incidents ----------------------------------------------------------------------------------------------

-- A leak at a receiver; whose data it had is found in the log, without a row for each person (B-1).
create table incident (
    incident_id  uuid        not null primary key,
    organisation text        not null,
    from_at      timestamptz not null,
    until_at     timestamptz not null,
    kinds        text        not null,
    cause        text        not null,
    harm         text        not null,
    measures     text        not null,
    contact      text        not null,
    declared_by  text        not null,
    declared_at  timestamptz not null,
    check (from_at < until_at)
);

-- sharing.agreements ---------------------------------------------------------------------------------------------

-- Where the impact assessment made before the sharing is kept, for three years at least (B-2).
alter table agreement add column impact_assessment text;
