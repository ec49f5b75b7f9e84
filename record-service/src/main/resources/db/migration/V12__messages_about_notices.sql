-- The answer to a notice is a case of repair-service: the person's words stand there and nowhere else.
alter table notice drop column answer, drop column answered_at;

-- Notices whose person is still to be told, outside the inbox, that there is something to read. Kept while they wait.
create table notice_message (
    notice_id  uuid        not null primary key,
    subject_id uuid        not null,
    -- Under which id identity-service hands it over; several notices of one person go under one. Null before the first time.
    message_id uuid,
    attempts   integer     not null default 0,
    next_at    timestamptz not null
);
create index notice_message_due on notice_message (next_at, notice_id);

-- How far a message came on each channel, with the proof of it. No address is known here.
create table notice_message_channel (
    notice_id uuid        not null,
    channel   text        not null check (channel in ('EMAIL', 'SMS')),
    outcome   text        not null check (outcome in ('SENT', 'REFUSED', 'WAITING', 'GIVEN_UP')),
    attempts  integer     not null,
    at        timestamptz not null,
    proof     text,
    reason    text,
    primary key (notice_id, channel)
);
