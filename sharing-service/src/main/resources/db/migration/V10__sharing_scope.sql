-- sharing.catalogue ----------------------------------------------------------------------------------------------

-- With whom records of a type may be shared at all, as the catalogue says; agreements and consents choose within it.
create table record_type_scope (
    record_type text    not null primary key,
    -- UNKNOWN: records have come, the catalogue has not answered yet; shared with nobody until it does.
    scope       text    not null check (scope in ('UNKNOWN', 'NOBODY', 'AGREEMENT', 'AGREEMENT_OR_CONSENT')),
    -- Whether receivers must still be told that it has changed.
    to_tell     boolean not null default false
);

-- What was shared until now stays shared until the catalogue says otherwise: nobody is told to stop for our ignorance.
insert into record_type_scope (record_type, scope)
select distinct r.record_type, 'AGREEMENT_OR_CONSENT' from shared_record r;

create function is_shared(the_type text)
    returns boolean
    language sql stable parallel safe
    return exists (
        select 1 from record_type_scope t
        where t.record_type = the_type and t.scope in ('AGREEMENT', 'AGREEMENT_OR_CONSENT'));

-- sharing.policy -------------------------------------------------------------------------------------------------

-- State of a record on a day for everybody but the person and the provider.
create function state_for_others(the_subject uuid, the_type text, standing text, answer_until date, final_on date,
                                 display_until date, today date)
    returns text
    language sql stable parallel safe
    return case
        when exists (select 1 from deceased d where d.person_id = the_subject or d.subject_id = the_subject)
            then 'DECEASED'
        when record_state(standing, answer_until, final_on, display_until, today) <> 'FINAL'
            then record_state(standing, answer_until, final_on, display_until, today)
        when is_shared(the_type) then 'FINAL'
        else 'NOT_SHARED'
    end;

-- THE POLICY, as before, within the scope of the record's type: what may be shared with nobody is shown to nobody, and
-- what is for public bodies alone is opened by no consent.
create or replace function records_under_grant(the_grant uuid, break_glass boolean, today date)
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
as $$
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
        case when s.state = 'FINAL' then case
            when '*' = any (t.fields) then r.facts
            else (
                select coalesce(jsonb_object_agg(f.key, f.value), '{}')
                from jsonb_each(r.facts) f
                where f.key = any (t.fields)) end end,
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
            when g.person_id is not null and not exists (
                select 1 from record_type_scope o
                where o.record_type = r.record_type and o.scope = 'AGREEMENT_OR_CONSENT') then 'NOT_SHARED'
            else state_for_others(r.subject_id, r.record_type, r.standing, r.answer_until, r.final_on,
                                  r.display_until, today)
        end as state) s
$$;
