-- How often a client named persons whom nobody knows, or by a wrong name, since its window began. No person is in it.
create table client_misses (
    client text primary key,
    began  timestamptz not null,
    misses bigint not null
);
