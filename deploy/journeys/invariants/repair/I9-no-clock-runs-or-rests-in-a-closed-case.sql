select c.case_id, c.purpose, f.state
  from case_clock c
  join case_file f on f.id = c.case_id
 where c.stopped_on is null
   and f.closed_at is not null
