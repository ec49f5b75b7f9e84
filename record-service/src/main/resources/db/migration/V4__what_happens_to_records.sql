-- What is decided or happens about a record beside its content: each mark for itself, so that order does not matter.
alter table record
    add column registered_as             uuid,
    add column type_version              integer not null default 1,
    add column withdrawn                 boolean not null default false,
    add column erased                    boolean not null default false,
    add column declined                  boolean not null default false,
    add column repaired                  boolean not null default false,
    add column suspended                 boolean not null default false,
    add column duty_found_performed      boolean not null default false,
    add column notice_failed             boolean not null default false,
    add column told_answer_until         date,
    add column ends_by                   date,
    -- the days as the periods count them; answer_until, display_until and min_display_until are those that count
    add column counted_answer_until      date,
    add column counted_display_until     date,
    add column counted_min_display_until date;

update record
   set registered_as = subject_id,
       withdrawn = standing = 'WITHDRAWN',
       declined = 'DECLINED' in (standing, coalesce(withdrawn_from, '')),
       repaired = 'REPAIRED' in (standing, coalesce(withdrawn_from, '')),
       suspended = 'SUSPENDED' in (standing, coalesce(withdrawn_from, '')),
       counted_answer_until = answer_until,
       counted_display_until = display_until,
       counted_min_display_until = min_display_until;

alter table record
    alter column registered_as set not null,
    alter column counted_display_until set not null,
    alter column counted_min_display_until set not null,
    alter column type_version drop default,
    drop column withdrawn_from;

-- A merge of persons, and its reversal, moves the records of one registered subject.
create index record_by_registration on record (registered_as);

-- Nothing of these decisions is taken in again: erased by order, or declined by the person.
alter table source_record add column closed boolean not null default false;

-- The case, merge or change of law behind a version.
alter table record_version add column reference uuid;

-- What cases say about records. The later of beginning and end counts, and an end may come before its beginning.
create table case_effect (
    record_id uuid not null,
    case_id   uuid not null,
    kind      text not null check (kind in ('DISPUTE', 'SUSPENSION', 'REPAIR', 'STATEMENT', 'DUTY', 'ERASURE')),
    began_at  timestamptz,
    ended_at  timestamptz,
    -- the person's own words, the ground, the method, the day: as the kind needs it
    detail    text,
    primary key (record_id, case_id, kind)
);

insert into case_effect (record_id, case_id, kind, began_at, ended_at)
select record_id, case_id, 'DISPUTE', timestamptz '1970-01-01', case when open then null else timestamptz '1970-01-02' end
  from record_dispute;

drop table record_dispute;

-- Two subjects that are one person, as identity-service says. A split may come before its merge.
create table subject_merge (
    merge_id    uuid    not null primary key,
    survivor_id uuid    not null,
    merged_id   uuid    not null,
    merged      boolean not null,
    split       boolean not null
);

create index subject_merge_by_merged on subject_merge (merged_id);
create index subject_merge_by_survivor on subject_merge (survivor_id);

-- Persons who have died: the display of their records ended on that day.
create table subject_end (
    subject_id uuid not null primary key,
    ends_on    date not null
);
