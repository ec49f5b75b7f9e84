-- Each record has a type that was in force when it was decided, a decision, and legal bases of that type.
select record.id, record.record_type, record.decided_on
  from record
 where record.decision_number = ''
    or cardinality(record.legal_bases) = 0
    or not exists (
           select 1
             from record_type
            where record_type.code = record.record_type
              and record_type.in_force_from <= record.decided_on
              and (record_type.in_force_until is null or record_type.in_force_until > record.decided_on)
              and record.legal_bases <@ array(
                      select record_type_basis.legal_basis
                        from record_type_basis
                       where record_type_basis.code = record_type.code
                         and record_type_basis.version = record_type.version))
