-- Each accepted event made a version of its record. What came over HTTP alone leaves no event; demo decisions come by
-- events only, so of them no version came from nowhere either.
select record.id, record.provider, coalesce(accepted.events, 0) as events, coalesce(made.versions, 0) as versions
  from record
  left join (select record_id, count(*) as events
               from intake_event
              where outcome = 'ACCEPTED'
              group by record_id) as accepted on accepted.record_id = record.id
  left join (select record_id, count(*) as versions
               from record_version
              where cause in ('REPORTED', 'AMENDED', 'WITHDRAWN')
              group by record_id) as made on made.record_id = record.id
 where coalesce(made.versions, 0) < coalesce(accepted.events, 0)
    or record.source_record_id like 'DEMO-%'
   and coalesce(made.versions, 0) <> coalesce(accepted.events, 0)
