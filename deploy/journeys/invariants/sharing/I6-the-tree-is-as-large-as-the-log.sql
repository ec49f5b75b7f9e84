-- The places are 0, 1, … up to the size that was signed, and nobody waits for one. What was forgotten after ten years has
-- kept its place.
select h.size, h.forgotten, l.leaves, l.places, l.last
  from access_ledger_head h
 cross join (select count(*) as leaves, count(ledger_index) as places, max(ledger_index) as last from access_leaf) l
 where h.size <> l.leaves + h.forgotten
    or h.size <> l.places + h.forgotten
    or h.size <= l.last
