select e.access_id, e.organisation, e.outcome
  from access_entry e
 where e.service = 'sharing-service'
   and not exists (select 1 from asked_query q where q.query_id = e.access_id)
