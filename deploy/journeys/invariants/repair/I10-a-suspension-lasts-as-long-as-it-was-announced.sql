select f.id, f.kind, f.state, f.suspends
  from case_file f
 where f.suspends <> (exists (select 1
                                from case_effect e
                               where e.case_id = f.id and e.type = 'suspension.began.v1')
                      and not exists (select 1
                                        from case_effect e
                                       where e.case_id = f.id and e.type = 'suspension.ended.v1'))
