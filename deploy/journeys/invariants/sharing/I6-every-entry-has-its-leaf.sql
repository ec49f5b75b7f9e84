-- Nothing is in the log without a leaf in the tree, and no leaf without what it stands for.
select coalesce(l.access_id, e.access_id) as access_id, l.access_id is not null as leaf, e.access_id is not null as entry
  from access_leaf l
  full join (select access_id, subject_id from access_entry
              union all
             select pull_id, cast('00000000-0000-0000-0000-000000000000' as uuid) from bulk_pull) e
         on e.access_id = l.access_id and e.subject_id = l.subject_id
 where l.access_id is null
    or e.access_id is null
