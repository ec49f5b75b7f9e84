-- A record carries the latest revision that its source sent, and belongs to one source record.
select source_record.provider, source_record.source_record_id, source_record.revision, record.revision as recorded
  from source_record
  join record on record.id = source_record.record_id
 where record.revision > source_record.revision
    or record.provider <> source_record.provider
    or record.source_record_id <> source_record.source_record_id
    or not source_record.withdrawn and record.revision <> source_record.revision
