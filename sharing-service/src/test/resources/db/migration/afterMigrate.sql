-- Types that tests share without a catalogue.
insert into record_type_scope (record_type, scope)
values ('INCOME_TAX_ADVERSE', 'AGREEMENT_OR_CONSENT'),
       ('VOLUNTEER_RECORD_POSITIVE', 'AGREEMENT_OR_CONSENT'),
       ('OTHER', 'AGREEMENT_OR_CONSENT')
on conflict (record_type) do nothing;
