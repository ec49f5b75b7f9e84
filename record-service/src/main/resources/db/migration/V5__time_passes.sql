-- Time passing is true at the moment of reading; these days only say when there is something to announce or to erase.
alter table record
    add column turns_on date,
    add column erase_on date,
    add column content_erased boolean not null default false;

update record
   set turns_on = case
           when standing in ('WITHDRAWN', 'DECLINED', 'REPAIRED') then null
           when display_until <= current_date then null
           when current_date <= answer_until then least(answer_until + 1, display_until)
           when final_on > current_date and standing = 'IN_FORCE' then least(final_on, display_until)
           else display_until
       end,
       erase_on = case when standing in ('WITHDRAWN', 'DECLINED') then current_date + 1 else counted_display_until + 1 end;

create index record_turning on record (turns_on, id) where turns_on is not null;
create index record_erasing on record (erase_on, id) where erase_on is not null;

-- Content goes; the fact that there was a version stays.
alter table record_version alter column content drop not null;

-- What is left of a record when its time is over: enough to answer for what was done, nothing about anybody.
create table erased_record (
    record_id   uuid        not null primary key,
    record_type text        not null,
    department  text        not null,
    versions    integer     not null,
    standing    text        not null,
    erased_at   timestamptz not null
);
