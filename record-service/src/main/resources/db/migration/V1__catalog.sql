-- Which kinds of record exist, under which law. Filled from the seed files by CatalogSeed and CalendarSeed.

create table record_domain (
    code        text primary key,
    name_zh     text not null,
    name_en     text not null,
    note        text not null,
    seed_clause text not null
);
comment on table record_domain is 'the 17 domains of clause 2.2, and OTHER_BY_LAW for articles outside them';

create table national_class (
    code            text primary key,
    name_zh         text not null,
    name_en         text not null,
    use_in_platform text not null
);
comment on table national_class is 'classes of the National Basic Catalogue of Public Credit Information';

create table occupation (
    code             text primary key,
    name_zh          text not null,
    name_en          text not null,
    professional_law text not null
);

create table legal_basis (
    code                   text primary key,
    law_zh                 text not null,
    law_en                 text not null,
    article                text not null,
    who_may_be_recorded    text not null,
    covers_natural_persons text not null,
    what_may_be_recorded   text not null,
    publicity              text not null,
    source                 text not null
);

create table severity_level (
    code               text not null check (code in ('MINOR', 'GENERAL', 'SERIOUS')),
    min_display_months int  not null check (min_display_months >= 0),
    max_display_months int  not null check (max_display_months >= min_display_months),
    source             text not null,
    in_force_from      date not null,
    in_force_until     date check (in_force_until > in_force_from),
    primary key (code, in_force_from)
);
comment on table severity_level is 'rules P-1 to P-3, dated: the law has moved before';
create unique index severity_level_in_force on severity_level (code) where in_force_until is null;

create table period_rule (
    rule           text not null,
    months         int  not null check (months > 0),
    name_en        text not null,
    source         text not null,
    in_force_from  date not null,
    in_force_until date check (in_force_until > in_force_from),
    primary key (rule, in_force_from)
);
comment on table period_rule is 'periods that bind every record type, dated';
create unique index period_rule_in_force on period_rule (rule) where in_force_until is null;

create table record_type (
    code                text not null check (code ~ '^[A-Z][A-Z0-9_]{1,63}$'),
    version             int  not null check (version > 0),
    name_zh             text not null,
    name_en             text not null,
    national_class      text not null references national_class,
    domain              text not null references record_domain,
    occupation          text references occupation,
    polarity            text not null check (polarity in ('ADVERSE', 'POSITIVE', 'NEUTRAL')),
    severity            text check (severity in ('MINOR', 'GENERAL', 'SERIOUS')),
    notice_working_days int  not null check (notice_working_days >= 0),
    min_display_months  int  not null check (min_display_months >= 0),
    max_display_months  int  not null check (max_display_months >= min_display_months),
    repairable          boolean not null,
    facts_schema        text not null check (facts_schema is json object),
    reason              text not null,
    in_force_from       date not null,
    in_force_until      date check (in_force_until > in_force_from),
    primary key (code, version),
    constraint severity_only_if_adverse check ((polarity = 'ADVERSE') = (severity is not null)),
    constraint notice_if_adverse check (polarity <> 'ADVERSE' or notice_working_days > 0)
);
comment on column record_type.repairable is 'false only where a law excludes repair, cited in reason (rule R-1)';
comment on column record_type.reason is 'why class, severity and domain are what they are';
create unique index record_type_open_version on record_type (code) where in_force_until is null;

create table record_type_basis (
    code        text not null,
    version     int  not null,
    legal_basis text not null references legal_basis,
    primary key (code, version, legal_basis),
    foreign key (code, version) references record_type
);

create table record_type_department (
    code       text not null,
    version    int  not null,
    department text not null,
    reason     text not null,
    primary key (code, version, department),
    foreign key (code, version) references record_type
);

create table calendar_day (
    day     date primary key,
    kind    text not null check (kind in ('HOLIDAY', 'SWAPPED')),
    name_zh text not null,
    notice  text not null
);
comment on table calendar_day is 'days that the yearly notice of the State Council makes free, or makes worked although on a weekend (rule T-3)';
