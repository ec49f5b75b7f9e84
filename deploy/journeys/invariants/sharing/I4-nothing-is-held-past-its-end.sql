-- What was withdrawn or repaired keeps no content with those who share.
select record_id, standing
  from shared_record
 where standing in ('WITHDRAWN', 'REPAIRED', 'DECLINED')
   and (facts <> '{}' or statement is not null)
