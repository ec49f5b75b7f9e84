-- What was made known about the dates of a year, for observances whose date no rule gives.
create table announced_observance (
    code text not null,
    year integer not null check (year between 2017 and 2035),
    first_day date not null,
    last_day date not null,
    -- where it was announced
    source text not null,
    announced_by text not null,
    primary key (code, year, first_day),
    check (first_day <= last_day),
    check (extract(year from first_day) = year and extract(year from last_day) = year)
);

-- The fourth online integrity day was not held on the customary 12 June (publicity-dates.csv).
insert into announced_observance (code, year, first_day, last_day, source, announced_by)
values ('ONLINE_INTEGRITY_DAY', 2018, '2018-07-05', '2018-07-05', 'fensifuwu.com 2018-07-11', 'seed');
