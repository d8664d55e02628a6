create table deployment (
    uid bigint not null primary key,
    version bigint not null,
    account_id varchar(255) ${binary} not null,
    resource_id varchar(255) ${binary} not null,
    created_by varchar(320) ${binary} not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null,
    state varchar(64) ${binary} not null,
    status_code varchar(32) not null,
    status_message text not null,
    plan text not null,
    stage integer not null,
    stage_entered_at timestamp(6) with time zone not null,
    next_transition_at timestamp(6) with time zone,
    put_off_until timestamp(6) with time zone,
    transition_count integer not null,
    progress_from integer,
    progress_to integer,
    progress_curve varchar(32) default 'LINEAR' not null,
    timeline varchar(255) ${binary} default '' not null,
    spec text not null,
    spec_format integer not null,
    base_model text not null,
    accelerator_type varchar(64) not null,
    serving_precision varchar(64) not null,
    enable_addons boolean not null,
    deployment_shape text not null,
    quota varchar(128) not null,
    quota_use bigint not null,
    min_replicas integer not null,
    max_replicas integer not null,
    has_schedules boolean not null,
    scale_to_zero_millis bigint not null,
    region varchar(64) not null,
    cold_start_millis bigint not null,
    serving_lag_millis bigint not null,
    ready_at timestamp(6) with time zone,
    scaled_to integer,
    scaled_at timestamp(6) with time zone,
    requested_at timestamp(6) with time zone,
    woken_at timestamp(6) with time zone,
    delete_time timestamp(6) with time zone,
    purge_time timestamp(6) with time zone,
    ledger_reset_at timestamp(6) with time zone
);

create unique index deployment_name on deployment (account_id, resource_id);
create index deployment_due on deployment (timeline, next_transition_at);
create index deployment_state on deployment (account_id, state, resource_id);
create index deployment_oldest on deployment (account_id, create_time, resource_id);
create index deployment_newest on deployment (account_id, create_time desc, resource_id desc);
create index deployment_changed on deployment (account_id, update_time desc, resource_id desc);
