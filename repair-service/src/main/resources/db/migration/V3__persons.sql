-- Which subjects are one person, as identity-service says; a reversal may arrive before its merge.
create table subject_merge (
    merge_id    uuid primary key,
    survivor_id uuid not null,
    merged_id   uuid not null,
    ended       boolean not null
);
create index merge_of_survivor on subject_merge (survivor_id) where not ended;
create index merge_of_merged on subject_merge (merged_id) where not ended;

create table subject_death (
    subject_id uuid primary key,
    died_on    date not null
);

-- Who may act for whom.
create table delegation (
    id           uuid primary key,
    ground       text not null,
    principal_id uuid not null,
    agent_id     uuid not null,
    valid_until  date not null,
    state        text not null,
    reason       text not null,
    asked_at     timestamptz not null,
    decided_by   text,
    decided_at   timestamptz,
    version      bigint not null
);
create index delegation_of_agent on delegation (agent_id);
create index delegation_of_principal on delegation (principal_id);
create index delegation_waiting on delegation (asked_at, id) where state = 'ASKED';
