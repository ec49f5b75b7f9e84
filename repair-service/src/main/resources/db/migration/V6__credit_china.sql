-- One row: the last position of Credit China's requests and findings that was taken over.
create table credit_china_progress (
    only_row boolean not null primary key default true check (only_row),
    position bigint  not null
);

insert into credit_china_progress (position) values (0);

-- What Credit China handed in under a number of its own, and whether it knows where it stands.
create table credit_china_request (
    request_number text        not null primary key,
    -- Null for what was refused before it became a case.
    case_id        uuid references case_file (id),
    -- The slug of the problem for which it was refused.
    refusal        text,
    received_at    timestamptz not null,
    -- Grows with each step of the case; Credit China has been told when told has reached it.
    moves          bigint      not null default 1,
    told           bigint      not null default 0,
    -- The status with which Credit China refused to be told.
    told_status    integer,
    check ((case_id is null) <> (refusal is null))
);

create index credit_china_request_of_case on credit_china_request (case_id) where case_id is not null;
create index credit_china_request_to_tell on credit_china_request (received_at, request_number) where told < moves;
