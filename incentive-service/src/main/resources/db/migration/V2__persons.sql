-- Which subjects are one person, and who has died, as identity-service says. A reversal that arrives before its merge is kept.
create table subject_merge (
    merge_id    uuid primary key,
    survivor_id uuid not null,
    merged_id   uuid not null,
    ended       boolean not null
);
create index merge_of_survivor on subject_merge (survivor_id) where not ended;
create index merge_of_merged on subject_merge (merged_id) where not ended;

create table subject_death (
    subject_id uuid primary key
);
