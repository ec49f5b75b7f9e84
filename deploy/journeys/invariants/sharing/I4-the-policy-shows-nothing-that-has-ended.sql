-- What the one policy lets out today, asked once for each set of regions, told again without its functions.
select g.record_id, g.state, s.standing, s.display_until
  from (select distinct on (a.regions) a.agreement_id
          from agreement a
         where a.status = 'ACTIVE'
         order by a.regions, a.agreement_id) a
 cross join (select cast(now() at time zone 'Asia/Shanghai' as date) as today) t
 cross join lateral records_under_grant(a.agreement_id, false, t.today) g
  join shared_record s on s.record_id = g.record_id
 where (g.shareable or g.fields is not null or g.statement is not null)
   and (s.standing <> 'IN_FORCE'
        or s.display_until <= t.today
        or s.final_on is null
        or s.final_on > t.today
        or s.answer_until >= t.today
        or exists (select 1 from deceased d where s.subject_id in (d.subject_id, d.person_id)))
