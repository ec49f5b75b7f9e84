-- Nothing is left to announce once all have caught up.
select topic, position
  from outbox
