-- What is on its way to the broker: of each topic the announcements that have their places already. One narrow row for
-- many announcements, so that giving places does not write each of them again.
create table outbox_batch (
    topic          text     not null primary key,
    -- place of the first among all announcements of the topic; the others follow without gaps
    first_position bigint   not null,
    ids            bigint[] not null
);

insert into outbox_batch (topic, first_position, ids)
select topic, min(position), array_agg(id order by position)
  from outbox
 where position is not null
 group by topic;

drop index outbox_waiting;
drop index outbox_placed;
alter table outbox drop column position;
