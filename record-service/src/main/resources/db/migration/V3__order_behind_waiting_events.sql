-- What follows a waiting event of the same decision waits behind it: order of arrival, and what it is about.
alter table waiting_event
    add column seq bigint generated always as identity,
    add column source_record_id text;

create index waiting_event_by_decision on waiting_event (provider, source_record_id, seq);
