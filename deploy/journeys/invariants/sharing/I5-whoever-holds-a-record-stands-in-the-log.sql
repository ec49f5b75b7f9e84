-- By an answered question whose entry names the record's type, or, of a copy, by the pull that filled it.
select g.record_id, g.receiver, 'QUERY' as way
  from given_record g
  join shared_record s on s.record_id = g.record_id
 where not exists (select 1
                     from access_entry e
                    where e.access_id = g.query_id
                      and e.organisation = g.receiver
                      and e.outcome = 'ANSWERED'
                      and s.record_type = any (e.record_types))
 union all
select c.record_id, c.receiver, 'COPY'
  from exchange.replica_record c
  join shared_record s on s.record_id = c.record_id
 where not exists (select 1
                     from bulk_pull p
                    where p.receiver = c.receiver
                      and p.kind = 'REPLICA'
                      and p.records @> array[s.number])
