-- By an answered question, and by an entry that names the region and the kind of the record.
select p.region, p.record_id, p.receiver
  from passed_on_record p
 where not exists (select 1
                     from asked_query q
                    where q.query_id = p.query_id
                      and q.organisation = p.receiver
                      and q.outcome = 'ANSWERED'
                      and q.region like '%' || p.region || '%')
    or not exists (select 1
                     from access_entry e
                    where e.subject_id = p.subject_id
                      and e.organisation = p.receiver
                      and e.service = 'region-' || p.region
                      and e.matter_number = p.matter_number
                      and p.record_type = any (e.record_types))
