-- sharing.ledger -------------------------------------------------------------------------------------------------

-- Hashes of the entries of the access log (RFC 6962 leaf hashes, no personal data), written with the entry itself.
create table access_leaf (
    access_id    uuid   not null,
    -- The person, or all zeros for a bulk pull.
    subject_id   uuid   not null,
    leaf_hash    bytea  not null,
    -- Place in the Merkle log; given within seconds, in no particular order.
    ledger_index bigint unique,
    primary key (access_id, subject_id)
);

create index access_leaf_waiting on access_leaf (access_id) where ledger_index is null;

-- Hash tiles as C2SP tlog-tiles has them: up to 256 hashes of 32 bytes; level 0 holds the leaves.
create table access_tile (
    level  integer not null,
    tile   bigint  not null,
    hashes bytea   not null,
    primary key (level, tile)
);

-- One row: the head of the Merkle log with its signed checkpoint. Whoever appends locks it first.
create table access_ledger_head (
    only_row   boolean     not null primary key default true check (only_row),
    size       bigint      not null,
    checkpoint text,
    signed_at  timestamptz
);

insert into access_ledger_head (size) values (0);

-- The last checkpoint of each day: later ones must contain them.
create table access_checkpoint (
    on_day     date   not null primary key,
    size       bigint not null,
    root       bytea  not null,
    checkpoint text   not null
);
