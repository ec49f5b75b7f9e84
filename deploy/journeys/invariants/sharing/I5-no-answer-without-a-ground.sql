-- An agreement, or a consent of the person that still held on the day.
select q.query_id, q.organisation, q.asked_at, c.until
  from asked_query q
  left join consent c on c.consent_id = q.consent_id
 where q.outcome = 'ANSWERED'
   and (q.agreement_id is null and c.consent_id is null
        or c.receiver <> q.organisation
        or c.purpose <> q.purpose
        or c.until <= cast(q.asked_at at time zone 'Asia/Shanghai' as date))
