-- Who was given a record after its latest change was given it on a day on which it could be shown as it is;
-- whoever took everything many times in a day was given it once on that day.
select given.record_id, given.receiver, given.on_day, given.standing, given.display_until
  from (select s.record_id, g.receiver, cast(g.given_at at time zone 'Asia/Shanghai' as date) as on_day,
               s.standing, s.answer_until, s.final_on, s.display_until
          from given_record g
          join shared_record s on s.record_id = g.record_id and s.feed_position <= g.at_position
         union all
        select s.record_id, p.receiver, p.on_day, s.standing, s.answer_until, s.final_on, s.display_until
          from (select n.number, b.receiver, cast(b.at at time zone 'Asia/Shanghai' as date) as on_day,
                       max(b.up_to) as up_to
                  from bulk_pull b
                 cross join unnest(b.records) as n (number)
                 group by n.number, b.receiver, on_day) p
          join shared_record s on s.number = p.number and s.feed_position <= p.up_to) given
 where given.standing <> 'IN_FORCE'
    or given.display_until <= given.on_day
    or given.final_on is null
    or given.final_on > given.on_day
    or given.answer_until >= given.on_day
