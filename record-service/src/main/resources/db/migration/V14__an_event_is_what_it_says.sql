-- An event is told apart by its source, its id and what it says; the id alone swallowed decisions. The fingerprint is a keyed
-- hash of source and content. Events of before have none: they are known by their decision and revision.
alter table intake_event add column fingerprint bytea not null default ''::bytea;
alter table intake_event alter column fingerprint drop default;
alter table intake_event drop constraint intake_event_pkey;
alter table intake_event add primary key (provider, event_id, fingerprint);

alter table waiting_event add column fingerprint bytea not null default ''::bytea;
alter table waiting_event alter column fingerprint drop default;
alter table waiting_event drop constraint waiting_event_pkey;
alter table waiting_event add primary key (provider, event_id, fingerprint);
