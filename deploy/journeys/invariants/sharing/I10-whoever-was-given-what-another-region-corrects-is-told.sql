-- Who was shown a lower version of a record of another region than the one that it has corrected has an entry for it.
select p.region, p.record_id, p.receiver, p.version, f.version as corrected, k.version as told
  from foreign_correction f
  join passed_on_record p on p.region = f.region and p.record_id = f.record_id
  left join correction k on k.source = p.region and k.record_id = p.record_id and k.receiver = p.receiver
 where p.version < f.version
   and p.given_at > f.told_at - interval '12 months'
   and (k.record_id is null or k.version < f.version)
