-- Who practises a profession of the list, as its regulator says. A licence number leads to a person: it is encrypted.
create table occupation (
    id             uuid primary key,
    subject_id     uuid not null references subject,
    code           text not null,
    sealed_licence text,
    licence_key    text,
    regulator      text not null,
    valid_from     date not null,
    valid_until    date,
    version        bigint not null,
    constraint one_entry_per_occupation unique (subject_id, code),
    check (valid_until >= valid_from),
    check ((sealed_licence is null) = (licence_key is null))
);
create index occupation_by_key on occupation (licence_key);

-- Who answers for an organisation, in which role, from when to when. A link and nothing more: no record follows from it.
create table responsible_person (
    uscc         text not null,
    subject_id   uuid not null references subject,
    role         text not null,
    held_from    date not null,
    held_until   date,
    reported_by  text not null,
    version      bigint not null,
    primary key (uscc, subject_id),
    check (held_until >= held_from)
);
create index responsible_person_of_subject on responsible_person (subject_id);

-- Which division registered: a prefecture, else the province.
alter table real_name_entry add column division text not null default '530000';
update real_name_entry set division = verifier where verifier ~ '^53[0-9]{4}$';
create index real_name_entry_by_day on real_name_entry (entered_on, field, division, verified);
