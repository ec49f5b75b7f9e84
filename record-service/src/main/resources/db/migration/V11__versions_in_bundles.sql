-- Versions are written in bundles, those of one transaction in one. A bundle gets its place in the tree as a whole, in a
-- narrow row of its own; a place of its own would write every version a second time, content and all.
create table version_bundle (
    id         bigint  generated always as identity primary key,
    size       integer not null,
    -- place of its first version in the tree; the others follow without gaps
    first_leaf bigint
);

alter table record_version
    add column bundle bigint,
    -- from 0, within the bundle
    add column nth    integer;

-- What has its place keeps it: all of it is one bundle, and what waits is another.
insert into version_bundle (size, first_leaf) select count(*), 0 from record_version where leaf is not null having count(*) > 0;
update record_version v set bundle = b.id, nth = v.leaf from version_bundle b where v.leaf is not null;

with waiting as (
    insert into version_bundle (size) select count(*) from record_version where leaf is null having count(*) > 0
    returning id
), numbered as (
    select record_id, version, row_number() over (order by record_id, version) - 1 as nth
      from record_version
     where leaf is null
)
update record_version v
   set bundle = w.id, nth = n.nth
  from waiting w, numbered n
 where v.record_id = n.record_id and v.version = n.version;

create unique index version_bundle_leaf on version_bundle (first_leaf) where first_leaf is not null;
create index version_bundle_unplaced on version_bundle (id) where first_leaf is null;
create unique index record_version_by_bundle on record_version (bundle, nth);

alter table record_version
    alter column bundle set not null,
    alter column nth set not null,
    drop column leaf,
    -- The text that was announced and committed to, kept as it is: taken apart it would have to be put together again for
    -- every hash. What is there is turned into the text that its commitment is about.
    alter column content type json using content::text::json;

-- Versions with their places in the tree; null as long as they have none.
create view version_place as
select v.record_id, v.version, v.commitment, b.first_leaf + v.nth as leaf
  from record_version v
  join version_bundle b on b.id = v.bundle;
