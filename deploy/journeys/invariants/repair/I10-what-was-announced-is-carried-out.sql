-- Only where record-service listens: the version of the record that carries the decision out is known to the case.
select case_id, type, announced_at
  from case_effect
 where type in ('repair.granted.v1', 'repair.undone.v1', 'erasure.ordered.v1')
   and confirmed_version is null
