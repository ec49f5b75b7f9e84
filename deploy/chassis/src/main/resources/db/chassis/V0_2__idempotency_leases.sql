-- A request that asks peers claims its key before it begins and holds no connection meanwhile: the claim tells whose turn
-- it is, and after the lease, when the process that had it is gone, another request with the key may take it over.
alter table idempotency_key
    add column claim       uuid,
    add column lease_until timestamptz;
