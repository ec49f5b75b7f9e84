-- Whose names were given for a page of a bulk pull stands in the log: under the page, or, when it never left, by an entry of
-- their own within minutes.
select pull_id, at, cardinality(subject_ids) as persons
  from revealed_pull
 where at < now() - interval '5 minutes'
