-- sharing.agreements ---------------------------------------------------------------------------------------------

alter table agreement
    drop constraint agreement_status_check,
    -- Versions of one agreement; a version that is approved ends the one before it.
    add column series_id   uuid,
    add column version     integer not null default 1,
    add column replaces    uuid references agreement,
    add column proposed_by text    not null default 'seed',
    -- Who approved, rejected or ended it.
    add column decided_by  text,
    add column decided_at  timestamptz,
    -- Questions that may be answered on one day; null counts none.
    add column daily_quota integer check (daily_quota > 0),
    add constraint agreement_status_check check (status in ('PROPOSED', 'ACTIVE', 'REJECTED', 'ENDED')),
    -- Four eyes: nobody approves what they proposed.
    add constraint agreement_four_eyes check (status <> 'ACTIVE' or decided_by is null or decided_by <> proposed_by);

update agreement set series_id = agreement_id;
alter table agreement alter column series_id set not null;
create unique index agreement_version on agreement (series_id, version);

-- Answers given on one day under an agreement that has a quota.
create table quota_use (
    agreement_id uuid    not null references agreement,
    on_day       date    not null,
    used         integer not null,
    primary key (agreement_id, on_day)
);

-- sharing.consents -----------------------------------------------------------------------------------------------

-- What one person allows one receiver to see for one purpose (Q-3, C-2).
create table consent (
    consent_id      uuid        not null primary key,
    -- The person, followed through merges; granted_as is who they were when they consented.
    subject_id      uuid        not null,
    granted_as      uuid        not null,
    receiver        text        not null,
    purpose         text        not null,
    uses            text        not null check (uses in ('ONCE', 'MANY')),
    form            text        not null check (form in ('ELECTRONIC', 'WRITTEN')),
    granted_at      timestamptz not null,
    -- The first day on which it no longer holds.
    until           date        not null,
    -- Keyed hash of a one-time code; without the code in time, a consent that has one opens nothing.
    code_hash       bytea,
    code_expires_at timestamptz,
    used_at         timestamptz,
    withdrawn_at    timestamptz,
    check ((code_hash is null) = (code_expires_at is null))
);

create index consent_by_person on consent (subject_id, granted_at, consent_id);
create index consent_by_receiver on consent (receiver, purpose, subject_id) where withdrawn_at is null;
create index consent_by_origin on consent (granted_as);
create unique index consent_by_code on consent (code_hash) where code_hash is not null;

create table consent_grant (
    consent_id  uuid   not null references consent,
    record_type text   not null,
    fields      text[] not null,
    primary key (consent_id, record_type)
);

-- sharing.persons ------------------------------------------------------------------------------------------------

-- Two subjects that are one person: the merged one lives on in the survivor until the merge is reversed.
create table subject_merge (
    merge_id    uuid        not null primary key,
    survivor_id uuid        not null,
    merged_id   uuid        not null,
    merged_at   timestamptz,
    -- A reversal that arrives before its merge is remembered.
    split_at    timestamptz
);

create index subject_merge_by_merged on subject_merge (merged_id) where split_at is null;
create index subject_merge_by_survivor on subject_merge (survivor_id) where split_at is null;

-- Whose display has ended by death (Q-8); person_id follows merges.
create table deceased (
    subject_id  uuid        not null primary key,
    person_id   uuid        not null,
    died_on     date        not null,
    recorded_at timestamptz not null
);

create index deceased_by_person on deceased (person_id);

-- The subject that a subject lives on in: itself unless merged. Circles cannot arise from union.
create function survivor_of(the_subject uuid)
    returns uuid
    language sql stable parallel safe
begin atomic
    with recursive step (subject_id, depth) as (
        select the_subject, 0
        union
        select m.survivor_id, s.depth + 1
        from step s
        join subject_merge m on m.merged_id = s.subject_id and m.split_at is null
        where s.depth < 32)
    select subject_id from step order by depth desc limit 1;
end;

-- Every subject that is this person: the survivor and all who were merged into it.
create function ids_of_person(the_subject uuid)
    returns setof uuid
    language sql stable parallel safe
begin atomic
    with recursive one (subject_id) as (
        select survivor_of(the_subject)
        union
        select m.merged_id
        from one o
        join subject_merge m on m.survivor_id = o.subject_id and m.split_at is null)
    select subject_id from one;
end;

-- sharing.records ------------------------------------------------------------------------------------------------

create sequence record_number as integer;

alter table shared_record
    -- Short name of the record in the log of bulk pulls; stays through merges and rebuilds.
    add column number     integer     not null default nextval('record_number'),
    -- The region that holds the record; null when it is ours.
    add column source     text,
    -- When the latest change got its place in the feeds.
    add column changed_at timestamptz not null default 'epoch';

-- A record that moves to another subject is found by its own id.
create index shared_record_by_record on shared_record (record_id);

-- sharing.access -------------------------------------------------------------------------------------------------

alter table access_entry
    -- Who asked within the organisation: the staff number, never the name (Q-5).
    add column staff_number text,
    add column consent_id   uuid,
    -- Why the bounds of the agreement were set aside.
    add column break_glass  text;

-- sharing.query --------------------------------------------------------------------------------------------------

alter table asked_query
    add column staff_number text,
    add column own_name     boolean not null default false,
    add column consent_id   uuid,
    add column break_glass  text,
    add column explanation  text,
    add column region       text;

create index asked_query_refused on asked_query (organisation, reason, asked_at) where outcome = 'REFUSED';
create index asked_query_by_time on asked_query (asked_at);
create index asked_query_by_person on asked_query (subject_id, asked_at) where subject_id is not null;

-- Who was shown a record in answer to a question, so that its corrections reach them (D-8).
create table given_record (
    record_id     uuid        not null,
    receiver      text        not null,
    given_at      timestamptz not null,
    query_id      uuid        not null,
    matter_number text        not null,
    primary key (record_id, receiver)
);

-- sharing.policy -------------------------------------------------------------------------------------------------

drop function records_under_agreement(uuid, date);

-- THE POLICY. Every path that shows records to somebody else reads them through this function and no other way.
-- A grant is an agreement or a person's consent that holds today; the answer is one row for each record of its types,
-- regions and person, with content only where it may be shown. Break-glass sets aside the regions and nothing else.
create function records_under_grant(the_grant uuid, break_glass boolean, today date)
    returns table (
        subject_id     uuid,
        record_id      uuid,
        number         integer,
        version        bigint,
        record_type    text,
        state          text,
        shareable      boolean,
        decided_on     date,
        display_until  date,
        disputed       boolean,
        duty_performed boolean,
        statement      text,
        fields         jsonb,
        source         text,
        feed_position  bigint)
    language sql stable
begin atomic
    select
        r.subject_id,
        r.record_id,
        r.number,
        r.version,
        r.record_type,
        s.state,
        s.state = 'FINAL',
        r.decided_on,
        r.display_until,
        case when s.state = 'FINAL' then r.disputed end,
        case when s.state = 'FINAL' then r.duty_performed end,
        case when s.state = 'FINAL' then r.statement end,
        case when s.state = 'FINAL' then (
            select coalesce(jsonb_object_agg(f.key, f.value), '{}')
            from jsonb_each(r.facts) f
            where f.key = any (t.fields) or '*' = any (t.fields)) end,
        r.source,
        r.feed_position
    from (
        select a.agreement_id as grant_id, cast(null as uuid) as person_id, a.regions
        from agreement a
        where a.agreement_id = the_grant
          and a.status = 'ACTIVE'
          and a.valid_from <= today
          and a.valid_until > today
        union all
        select c.consent_id, c.subject_id, array['*']
        from consent c
        where c.consent_id = the_grant
          and c.withdrawn_at is null
          and (c.uses = 'MANY' or c.used_at is null)
          and c.until > today) g
    join shared_record r
        on (g.person_id is null or r.subject_id in (select p.id from ids_of_person(g.person_id) as p (id)))
       and (break_glass or r.division = any (g.regions) or '*' = any (g.regions))
    cross join lateral (
        select f.fields
        from (
            select ag.record_type, ag.fields from agreement_grant ag
            where ag.agreement_id = g.grant_id and ag.record_type in (r.record_type, '*')
            union all
            select cg.record_type, cg.fields from consent_grant cg
            where cg.consent_id = g.grant_id and cg.record_type = r.record_type) f
        order by f.record_type = '*'
        limit 1) t
    cross join lateral (
        select case
            when exists (select 1 from deceased d where d.person_id = r.subject_id or d.subject_id = r.subject_id)
                then 'DECEASED'
            else record_state(r.standing, r.answer_until, r.final_on, r.display_until, today)
        end as state) s;
end;
