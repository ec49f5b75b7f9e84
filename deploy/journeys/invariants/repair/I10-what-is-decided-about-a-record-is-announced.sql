-- The last decision counts: a repair that was undone was granted and undone, an erasure was ordered.
select f.id, f.kind, f.state, d.outcome
  from case_file f
  join case_decision d on d.case_id = f.id
 where f.record_id is not null
   and d.outcome in ('GRANTED', 'UNDONE', 'ERASED', 'REPAIR_ORDERED', 'CONFIRMED')
   and f.kind <> 'EXTENSION'
   and not exists (select 1
                     from case_effect e
                    where e.case_id = f.id
                      and e.type = case
                                   when f.kind = 'STATEMENT' then 'statement.removed.v1'
                                   when d.outcome = 'ERASED' then 'erasure.ordered.v1'
                                   when d.outcome = 'UNDONE' then 'repair.undone.v1'
                                   when d.outcome = 'CONFIRMED' then 'duty.performed.v1'
                                   else 'repair.granted.v1' end)
