-- A tree of hashes over all versions: no personal data in it, so that content can be erased and the tree stays true.
-- What is committed to is the text that PostgreSQL gives for the content, behind a salt that is erased with it.
alter table record_version
    add column salt bytea,
    add column commitment bytea,
    -- place in the tree, without gaps, in the order of commits
    add column leaf bigint;

update record_version set salt = uuid_send(gen_random_uuid());
update record_version set commitment = sha256(salt || convert_to(content::text, 'UTF8'));

alter table record_version alter column commitment set not null;

create unique index record_version_leaf on record_version (leaf) where leaf is not null;
create index record_version_unplaced on record_version (record_id, version) where leaf is null;

-- Hashes in tiles of 256, as C2SP tlog-tiles has them; the last of each level may be partial.
create table ledger_tile (
    level  integer not null,
    number bigint  not null,
    hashes bytea   not null,
    primary key (level, number)
);

-- The latest signed head of the tree.
create table ledger_head (
    one_row    boolean     not null primary key default true check (one_row),
    size       bigint      not null,
    checkpoint text        not null,
    signed_at  timestamptz not null
);
