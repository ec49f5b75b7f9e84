-- sharing.regions ------------------------------------------------------------------------------------------------

-- That another region holds records of a person of ours; the records stay there and are asked for when needed.
create table region_reference (
    subject_id uuid        not null,
    region     text        not null,
    told_at    timestamptz not null,
    primary key (subject_id, region)
);

-- What other regions pushed: which version of which record of theirs is here. The record itself is in shared_record
-- under an id of our own, so that the one policy governs it too.
create table inbound_record (
    region           text   not null,
    source_record_id text   not null,
    revision         bigint not null,
    record_id        uuid   not null,
    primary key (region, source_record_id)
);
