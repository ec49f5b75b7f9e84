-- Copies that are kept for a receiver follow what they are copies of.
select c.receiver, c.record_id, s.standing, s.display_until
  from exchange.replica_record c
  left join shared_record s on s.record_id = c.record_id
 where s.record_id is null
    or s.standing <> 'IN_FORCE'
    or s.display_until <= cast(now() at time zone 'Asia/Shanghai' as date)
