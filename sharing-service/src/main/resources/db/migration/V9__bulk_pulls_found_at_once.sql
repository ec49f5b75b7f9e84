-- A list of what is still to be put into the index would be read by every search.
alter index bulk_pull_by_record set (fastupdate = off);
