-- What a type says about being shared, published and repaired, each with the law that says so.
alter table record_type
    add column sharing_scope          text not null default 'AGREEMENT_OR_CONSENT'
        check (sharing_scope in ('NOBODY', 'AGREEMENT', 'AGREEMENT_OR_CONSENT')),
    -- the article that orders publication; null: it is not published (rule P-8)
    add column publication_basis      text references legal_basis,
    -- law and article that exclude repair; null: it can be repaired (rule R-1)
    add column repair_exclusion_basis text;

-- Versions that came before named the law in their reason.
update record_type set repair_exclusion_basis = reason where not repairable;

alter table record_type
    add constraint repair_is_excluded_by_law check (repairable = (repair_exclusion_basis is null)),
    add constraint publication_rests_on_the_types_own_law
        foreign key (code, version, publication_basis) references record_type_basis (code, version, legal_basis)
        deferrable initially deferred;

comment on column record_type.repairable is 'false only where a law excludes repair, cited in repair_exclusion_basis (rule R-1)';
