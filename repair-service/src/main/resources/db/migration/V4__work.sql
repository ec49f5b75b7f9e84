-- The recurring work of all instances, kept by db-scheduler: one instance at a time does each.
create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_task_by_time on scheduled_tasks (execution_time);
create index scheduled_task_by_heartbeat on scheduled_tasks (last_heartbeat);
