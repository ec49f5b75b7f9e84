-- An event waits or has its outcome, never both.
select waiting_event.provider, waiting_event.event_id, intake_event.outcome
  from waiting_event
  join intake_event on intake_event.provider = waiting_event.provider
                   and intake_event.event_id = waiting_event.event_id
