-- Adopting what a person answered means that the source has amended its record, or taken it back.
select f.id, f.state, d.outcome
  from case_file f
  join case_decision d on d.case_id = f.id
 where f.kind = 'ANSWER'
   and d.outcome = 'ADOPTED'
   and not exists (select 1
                     from known_record k
                    where k.record_id = f.record_id
                      and (k.revision > f.record_revision or k.standing = 'WITHDRAWN'))
