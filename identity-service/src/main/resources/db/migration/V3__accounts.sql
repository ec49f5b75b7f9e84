-- A code that an office handed to a person it saw: with it the person opens an account. Only its hash is kept.
create table account_invitation (
    code_hash   bytea primary key check (length(code_hash) = 32),
    subject_id  uuid not null references subject,
    invited_by  text not null,
    valid_until timestamptz not null,
    used_at     timestamptz
);
create index account_invitation_of_subject on account_invitation (subject_id);

-- Whose account it is; password and sign-in are the realm's alone.
create table account (
    subject_id uuid primary key references subject,
    user_name  text not null unique,
    state      text not null check (state in ('OPENING', 'OPEN', 'CLOSING')),
    changed_at timestamptz not null
);
create index account_on_its_way on account (changed_at) where state <> 'OPEN';
