select l.access_id, l.ledger_index
  from access_leaf l
  left join access_tile t on t.level = 0 and t.tile = l.ledger_index / 256
 where l.ledger_index is not null
   and substring(t.hashes from cast(l.ledger_index % 256 as integer) * 32 + 1 for 32) is distinct from l.leaf_hash
