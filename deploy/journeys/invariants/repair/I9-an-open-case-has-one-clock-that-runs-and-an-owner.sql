-- The case and its clock name the same last day, so that the queue and the law say the same.
select f.id, f.kind, f.state, f.due_on, count(c.id) as clocks
  from case_file f
  left join case_clock c
    on c.case_id = f.id and c.stopped_on is null and c.paused_on is null and c.owner <> ''
 where f.closed_at is null
 group by f.id, f.kind, f.state, f.due_on
having count(c.id) <> 1
    or max(c.due_on) <> f.due_on
