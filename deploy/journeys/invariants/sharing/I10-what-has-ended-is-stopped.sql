-- No receiver is told to go on with what has ended, and nobody has confirmed what was never sent.
select c.record_id, c.receiver, c.op, s.standing, c.sent_at, c.confirmed_at
  from correction c
  join shared_record s on s.record_id = c.record_id and s.feed_position = c.position
 where c.op <> 'STOP_USE'
   and s.standing in ('REPAIRED', 'WITHDRAWN', 'SUSPENDED', 'DECLINED')
    or c.confirmed_at is not null
   and c.sent_at is null
