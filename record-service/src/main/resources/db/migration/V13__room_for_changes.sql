-- A change that finds room in its own page writes no index, of which there are many, each at a place of its own. The room is
-- for one more version of a record in its page.
alter table record set (fillfactor = 85);

-- Taken down first and filled in later, within one transaction: every row has a second version from the beginning.
alter table source_record set (fillfactor = 50);

-- Nearly every record still belongs to whom it was reported about, and is found by that subject.
drop index record_by_registration;
create index record_by_registration on record (registered_as) where registered_as <> subject_id;
