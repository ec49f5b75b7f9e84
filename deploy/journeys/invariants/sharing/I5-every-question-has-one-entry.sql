-- Each question about a person, answered or refused, stands in their log once and in the same words.
select q.query_id, q.outcome, count(e.access_id) as entries
  from asked_query q
  left join access_entry e on e.access_id = q.query_id
                          and e.service = 'sharing-service'
                          and e.organisation = q.organisation
                          and e.purpose = q.purpose
                          and coalesce(e.matter_number, '') = q.matter_number
                          and e.outcome = q.outcome
 where q.subject_id is not null
 group by q.query_id, q.outcome
having count(e.access_id) <> 1
