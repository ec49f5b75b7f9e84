-- sharing.access -------------------------------------------------------------------------------------------------

-- Entries arrive in the order of their time, more or less: a few pages of each index find what is ten years old.
create index access_entry_by_time on access_entry using brin (at);
create index bulk_pull_by_time on bulk_pull using brin (at);
create index given_record_by_time on given_record using brin (given_at);

-- sharing.ledger -------------------------------------------------------------------------------------------------

-- Leaves whose entries were forgotten after their term: their hashes stay in the tiles, nothing leads to a person.
alter table access_ledger_head add column forgotten bigint not null default 0;
