-- Nothing is left to announce once all have caught up.
select topic, id
  from outbox
