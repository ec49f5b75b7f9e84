-- sharing.agreements ---------------------------------------------------------------------------------------------

create table agreement (
    agreement_id uuid        not null primary key,
    receiver     text        not null,
    -- Null: the agreement opens queries. Otherwise it opens this feed, and nothing else.
    feed         text,
    purposes     text[]      not null check (cardinality(purposes) > 0),
    legal_basis  text        not null,
    -- How a feed names the person: the identity document, or a pseudonym that only this receiver gets.
    identity     text        not null check (identity in ('DOCUMENT', 'TOKEN')),
    -- Divisions whose records are covered; '*' is the whole province.
    regions      text[]      not null check (cardinality(regions) > 0),
    status       text        not null check (status in ('PROPOSED', 'ACTIVE', 'ENDED')),
    valid_from   date        not null,
    -- The first day on which the agreement no longer holds.
    valid_until  date        not null,
    concluded_at timestamptz not null,
    check (valid_from < valid_until)
);

create index agreement_by_receiver on agreement (receiver, agreement_id);

create table agreement_grant (
    agreement_id uuid   not null references agreement,
    -- A record type, or '*' for every type that has no row of its own.
    record_type  text   not null,
    -- Facts that may be shown; '*' is all of them.
    fields       text[] not null,
    primary key (agreement_id, record_type)
);

-- sharing.records ------------------------------------------------------------------------------------------------

-- The latest version of each record and no more of it than sharing needs: the content stays only as long as it can
-- still be shown to somebody (P-7).
create table shared_record (
    subject_id     uuid    not null,
    record_id      uuid    not null,
    version        bigint  not null,
    record_type    text    not null,
    division       text    not null,
    decided_on     date    not null,
    answer_until   date,
    final_on       date,
    display_until  date    not null,
    standing       text    not null,
    disputed       boolean not null,
    duty_performed boolean not null,
    statement      text,
    facts          jsonb   not null,
    -- The next day on which the state changes by the calendar alone; null when it never will.
    turns_on       date,
    -- Whether receivers of feeds may hold this record, so that its end must be told to them.
    offered        boolean not null,
    -- Place of the record's latest change in the feeds; null as long as no receiver may hold the record.
    feed_position  bigint,
    primary key (subject_id, record_id)
) partition by hash (subject_id);

create index shared_record_by_position on shared_record (feed_position) where feed_position is not null;
create index shared_record_by_turn on shared_record (turns_on) where turns_on is not null;

-- One row. Whoever gives out positions locks it first and holds it until the commit, so that positions become visible
-- in their order and without a gap.
create table feed_head (
    only_row boolean not null primary key default true check (only_row),
    position bigint  not null
);

insert into feed_head (position) values (0);

-- sharing.access -------------------------------------------------------------------------------------------------

-- Who saw what of whom, when and why; kept for ten years (Q-5).
create table access_entry (
    subject_id    uuid        not null,
    access_id     uuid        not null,
    at            timestamptz not null,
    organisation  text        not null,
    service       text        not null,
    purpose       text        not null,
    matter_number text,
    legal_basis   text,
    outcome       text        not null check (outcome in ('ANSWERED', 'REFUSED')),
    record_types  text[]      not null,
    primary key (subject_id, access_id)
) partition by hash (subject_id);

create index access_entry_newest_first on access_entry (subject_id, at, access_id);

-- sharing.query --------------------------------------------------------------------------------------------------

-- Every question that was asked, also those about nobody we know; the person's own log is access_entry.
create table asked_query (
    query_id      uuid        not null primary key,
    asked_at      timestamptz not null,
    organisation  text        not null,
    purpose       text        not null,
    matter_number text        not null,
    agreement_id  uuid references agreement,
    outcome       text        not null check (outcome in ('ANSWERED', 'REFUSED')),
    -- Slug of the refusal.
    reason        text,
    subject_id    uuid
);

do $$
begin
    for part in 0..7 loop
        execute format('create table shared_record_%s partition of shared_record for values with (modulus 8, remainder %s)', part, part);
        execute format('create table access_entry_%s partition of access_entry for values with (modulus 8, remainder %s)', part, part);
    end loop;
end $$;

-- sharing.policy -------------------------------------------------------------------------------------------------

-- State of a record on a day of Asia/Shanghai. A standing this release does not know is not shown: in doubt the person
-- is protected (T-6).
create function record_state(standing text, answer_until date, final_on date, display_until date, today date)
    returns text
    language sql immutable parallel safe
    return case
        when standing in ('WITHDRAWN', 'DECLINED') then 'WITHDRAWN'
        when standing = 'REPAIRED' then 'REPAIRED'
        when display_until <= today then 'EXPIRED'
        when standing <> 'IN_FORCE' then 'SUSPENDED'
        when answer_until >= today then 'ANNOUNCED'
        when final_on <= today then 'FINAL'
        else 'EFFECTIVE'
    end;

-- The first day after today on which record_state may give another answer, the record itself unchanged; it gives the
-- same answer on every day before.
create function next_turn(standing text, answer_until date, final_on date, display_until date, today date)
    returns date
    language sql immutable parallel safe
    return case
        when standing in ('WITHDRAWN', 'DECLINED', 'REPAIRED') or display_until <= today then null
        when standing <> 'IN_FORCE' then display_until
        else least(
            display_until,
            case when answer_until >= today then answer_until + 1 end,
            case when final_on > today then final_on end)
    end;

-- THE POLICY. Every path that shows records to somebody else reads them through this function and no other way.
-- One row for each record of the types and regions of an agreement that holds today; content only where it may be shown.
create function records_under_agreement(the_agreement uuid, today date)
    returns table (
        subject_id     uuid,
        record_id      uuid,
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
        feed_position  bigint)
    language sql stable
begin atomic
    select
        r.subject_id,
        r.record_id,
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
            where f.key = any (g.fields) or '*' = any (g.fields)) end,
        r.feed_position
    from agreement a
    join shared_record r on r.division = any (a.regions) or '*' = any (a.regions)
    cross join lateral (
        select ag.fields
        from agreement_grant ag
        where ag.agreement_id = a.agreement_id and ag.record_type in (r.record_type, '*')
        order by ag.record_type = '*'
        limit 1) g
    cross join lateral (
        select record_state(r.standing, r.answer_until, r.final_on, r.display_until, today) as state) s
    where a.agreement_id = the_agreement
      and a.status = 'ACTIVE'
      and a.valid_from <= today
      and a.valid_until > today;
end;
