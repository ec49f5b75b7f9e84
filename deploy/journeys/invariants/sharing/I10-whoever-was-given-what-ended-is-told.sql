-- Each who was given a record that was repaired, withdrawn or suspended later has an entry: to be sent, sent or confirmed.
select s.record_id, s.standing, h.receiver
  from shared_record s
  join lateral (select g.receiver
                  from given_record g
                 where g.record_id = s.record_id
                   and g.at_position < s.feed_position
                   and g.given_at > now() - interval '12 months'
                 union
                select p.receiver
                  from bulk_pull p
                 where p.records @> array[s.number]
                   and p.up_to < s.feed_position) h on true
 where s.standing in ('REPAIRED', 'WITHDRAWN', 'SUSPENDED')
   and not exists (select 1
                     from correction c
                    where c.record_id = s.record_id
                      and c.receiver = h.receiver
                      and c.op = 'STOP_USE'
                      and c.position = s.feed_position)
