-- What a person does by themselves, and what ends by its clock, needs no decision; each has a step that says why.
select f.id, f.kind, f.state
  from case_file f
 where f.closed_at is not null
   and (f.state in ('DECIDED', 'GRANTED', 'REFUSED', 'CONFIRMED', 'UNDONE', 'REMOVED')
        and not exists (select 1
                          from case_decision d
                         where d.case_id = f.id and d.reason <> '' and d.basis <> '' and d.text <> '')
        or not exists (select 1 from case_step s where s.case_id = f.id and s.reason <> ''))
