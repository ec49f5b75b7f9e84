-- The versions of a record are 1, 2, … up to the one that it has now.
select record.id, record.version, count(record_version.version) as versions, max(record_version.version) as latest
  from record
  left join record_version on record_version.record_id = record.id
 group by record.id
having count(record_version.version) <> record.version
    or max(record_version.version) <> record.version
    or min(record_version.version) <> 1
