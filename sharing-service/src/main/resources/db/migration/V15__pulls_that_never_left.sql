-- Pages of bulk pulls for which identity-service has named the persons, until it is known that the page stands in the log.
-- A page that never left is no row of bulk_pull: its persons get entries of their own (Q-5).
create table revealed_pull (
    pull_id      uuid        not null primary key,
    at           timestamptz not null,
    organisation text        not null,
    service      text        not null,
    purpose      text        not null,
    subject_ids  uuid[]      not null
);
