-- A change that finds room in its own page writes no index.
alter table known_record set (fillfactor = 90);
