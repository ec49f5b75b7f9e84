-- What incentive knows of a record: a copy kept current by record.changed.v1. Its id alone is the key, because a
-- correction may move a record to another person and must not leave it standing against the first.
create table known_record (
    record_id     uuid primary key,
    subject_id    uuid not null,
    version       bigint not null,
    record_type   text not null,
    polarity      text not null,
    decided_on    date not null,
    answer_until  date,
    final_on      date,
    display_until date not null,
    standing      text not null,
    disputed      boolean not null
);

create index known_record_of_subject on known_record (subject_id);
