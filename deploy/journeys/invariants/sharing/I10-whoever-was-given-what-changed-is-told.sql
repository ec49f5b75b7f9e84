-- Who was given a record before its latest change (by a question in the year before it, in bulk at any time) has an entry
-- for that change: to be sent, sent or confirmed.
select holder.record_id, holder.receiver, holder.standing
  from (select s.record_id, s.standing, s.feed_position, g.receiver
          from shared_record s
          join given_record g on g.record_id = s.record_id
         where g.at_position < s.feed_position
           and g.given_at > s.changed_at - interval '12 months'
         union
        select s.record_id, s.standing, s.feed_position, p.receiver
          from bulk_pull p
         cross join unnest(p.records) as n (number)
          join shared_record s on s.number = n.number
         where p.up_to < s.feed_position) holder
 where not exists (select 1
                     from correction c
                    where c.record_id = holder.record_id
                      and c.receiver = holder.receiver
                      and c.position = holder.feed_position)
