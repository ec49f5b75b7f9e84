-- sharing.exchange -----------------------------------------------------------------------------------------------

-- Database mode of GB/T 39443: copies for receivers who read tables. Each receiver has a database account named after it
-- (prefecture-530100 is prefecture_530100) that may read the view and nothing else.
create schema exchange;

create table exchange.replica_record (
    receiver       text    not null,
    feed           text    not null,
    record_id      uuid    not null,
    version        bigint  not null,
    position       bigint  not null,
    subject        jsonb   not null,
    record_type    text    not null,
    disputed       boolean not null,
    duty_performed boolean not null,
    statement      text,
    decided_on     date    not null,
    -- The first day on which it is no longer shown: the view does not wait for a job.
    display_until  date    not null,
    fields         jsonb   not null,
    primary key (receiver, feed, record_id)
);

-- The agreement under which a receiver's copies were filled; another one fills them anew.
create table exchange.replica (
    receiver     text not null,
    feed         text not null,
    agreement_id uuid,
    primary key (receiver, feed)
);

create view exchange.current_record as
select r.feed, r.record_id, r.version, r.position, r.subject, r.record_type, r.disputed, r.duty_performed, r.statement,
       r.decided_on, r.display_until, r.fields
from exchange.replica_record r
where r.receiver = replace(cast(session_user as text), '_', '-')
  and r.display_until > cast(now() at time zone 'Asia/Shanghai' as date);
