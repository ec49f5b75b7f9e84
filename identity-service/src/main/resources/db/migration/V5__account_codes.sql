-- With which code an account was begun: whoever comes again with it goes on where the first attempt was cut off, and when
-- nobody comes again, the code is free once the attempt is taken back. Null: begun before this was kept, or closed on wish.
alter table account add column code_hash bytea check (length(code_hash) = 32);
