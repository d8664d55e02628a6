-- version 15
-- Generated from the migrations; do not edit.
create sequence row_uid start with 1 increment by 100;

create table account (
    account_id varchar(255) not null,
    email varchar(320) not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null,
    primary key (account_id)
);

create table account_document (
    kind varchar(32) not null,
    account_id varchar(255) not null,
    revision bigint not null,
    content text not null,
    primary key (kind, account_id)
);

create table blob_chunk (
    blob_id varchar(64) not null,
    seq integer not null,
    bytes bytea not null,
    primary key (blob_id, seq)
);

create table blob_upload (
    blob_id varchar(64) not null,
    touched_time timestamp(6) with time zone not null,
    primary key (blob_id)
);

create table dataset (
    uid bigint not null,
    version bigint not null,
    account_id varchar(255) not null,
    resource_id varchar(255) not null,
    created_by varchar(320) not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null,
    state varchar(64) not null,
    status_code varchar(32) not null,
    status_message text not null,
    row_count bigint not null,
    trainable_count bigint not null,
    estimated_token_count bigint not null,
    average_turn_count double precision not null,
    stuck boolean not null,
    spec text not null,
    spec_format integer not null,
    checksum varchar(64) default '' not null,
    primary key (uid)
);
create unique index dataset_name on dataset (account_id, resource_id);
create index dataset_newest on dataset (account_id, create_time desc, resource_id desc);

create table dataset_problem (
    dataset_uid bigint not null,
    seq integer not null,
    filename text not null,
    line bigint not null,
    reason text not null,
    method varchar(32) default '' not null,
    primary key (dataset_uid, seq)
);

create table deployed_model (
    uid bigint not null,
    version bigint not null,
    account_id varchar(255) not null,
    resource_id varchar(255) not null,
    created_by varchar(320) not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null,
    state varchar(64) not null,
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
    model varchar(1024) not null,
    deployment varchar(1024) not null,
    is_default boolean not null,
    spec text not null,
    spec_format integer not null,
    timeline varchar(255) default '' not null,
    progress_curve varchar(32) default 'LINEAR' not null,
    primary key (uid)
);
create unique index deployed_model_name on deployed_model (account_id, resource_id);
create index deployed_model_due on deployed_model (timeline, next_transition_at);
create index deployed_model_newest on deployed_model (account_id, create_time desc, resource_id desc);
create index deployed_model_model on deployed_model (account_id, model);
create index deployed_model_deployment on deployed_model (account_id, deployment);

create table deployment (
    uid bigint not null,
    version bigint not null,
    account_id varchar(255) not null,
    resource_id varchar(255) not null,
    created_by varchar(320) not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null,
    state varchar(64) not null,
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
    timeline varchar(255) default '' not null,
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
    ledger_reset_at timestamp(6) with time zone,
    auto_deploy boolean not null,
    primary key (uid)
);
create unique index deployment_name on deployment (account_id, resource_id);
create index deployment_due on deployment (timeline, next_transition_at);
create index deployment_state on deployment (account_id, state, resource_id);
create index deployment_oldest on deployment (account_id, create_time, resource_id);
create index deployment_newest on deployment (account_id, create_time desc, resource_id desc);
create index deployment_changed on deployment (account_id, update_time desc, resource_id desc);

create table deployment_shape (
    uid bigint not null,
    version bigint not null,
    account_id varchar(255) not null,
    resource_id varchar(255) not null,
    created_by varchar(320) not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null,
    model_type text not null,
    parameter_count bigint not null,
    versions text not null,
    spec text not null,
    spec_format integer not null,
    primary key (uid)
);
create unique index deployment_shape_name on deployment_shape (account_id, resource_id);
create index deployment_shape_newest on deployment_shape (account_id, create_time desc, resource_id desc);

create table dpo_job (
    uid bigint not null,
    version bigint not null,
    account_id varchar(255) not null,
    resource_id varchar(255) not null,
    created_by varchar(320) not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null,
    completed_time timestamp(6) with time zone,
    state varchar(64) not null,
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
    epochs integer not null,
    spec text not null,
    spec_format integer not null,
    training text default '' not null,
    training_rows bigint default 0 not null,
    training_tokens bigint default 0 not null,
    timeline varchar(255) default '' not null,
    progress_curve varchar(32) default 'LINEAR' not null,
    primary key (uid)
);
create unique index dpo_job_name on dpo_job (account_id, resource_id);
create index dpo_job_due on dpo_job (timeline, next_transition_at);
create index dpo_job_state on dpo_job (account_id, state, resource_id);
create index dpo_job_oldest on dpo_job (account_id, create_time, resource_id);
create index dpo_job_newest on dpo_job (account_id, create_time desc, resource_id desc);
create index dpo_job_changed on dpo_job (account_id, update_time desc, resource_id desc);

create table journal_witness (
    account_id varchar(255) not null,
    emulator varchar(64) not null,
    primary key (account_id, emulator)
);

create table model (
    uid bigint not null,
    version bigint not null,
    account_id varchar(255) not null,
    resource_id varchar(255) not null,
    created_by varchar(320) not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null,
    state varchar(64) not null,
    status_code varchar(32) not null,
    status_message text not null,
    cluster text not null,
    calibrated boolean not null,
    tunable boolean not null,
    fine_tuning_job text not null,
    base_model text not null,
    weights_seed bigint not null,
    final_loss double precision not null,
    spec text not null,
    spec_format integer not null,
    tuned_at timestamp(6) with time zone,
    primary key (uid)
);
create unique index model_name on model (account_id, resource_id);
create index model_newest on model (account_id, create_time desc, resource_id desc);

create table model_response (
    account_id varchar(255) not null,
    response_id varchar(64) not null,
    seq bigint not null,
    create_time timestamp(6) with time zone not null,
    response text not null,
    input text not null,
    primary key (account_id, response_id)
);
create index model_response_order on model_response (account_id, seq, response_id);

create table resource_count (
    account_id varchar(255) not null,
    collection varchar(64) not null,
    shard integer not null,
    total bigint not null,
    primary key (account_id, collection, shard)
);

create table resource_file (
    uid bigint not null,
    owner_uid bigint not null,
    filename text not null,
    in_use boolean not null,
    blob_id varchar(64),
    size bigint not null,
    sha256 varchar(64),
    primary key (uid)
);
create index resource_file_of on resource_file (owner_uid);

create table signing_key (
    id integer not null,
    secret varchar(64) not null,
    primary key (id)
);

create table supervised_fine_tuning_job (
    uid bigint not null,
    version bigint not null,
    account_id varchar(255) not null,
    resource_id varchar(255) not null,
    created_by varchar(320) not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null,
    completed_time timestamp(6) with time zone,
    state varchar(64) not null,
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
    epochs integer not null,
    estimated_cost_nanos bigint not null,
    spec text not null,
    spec_format integer not null,
    training text default '' not null,
    training_rows bigint default 0 not null,
    training_tokens bigint default 0 not null,
    timeline varchar(255) default '' not null,
    progress_curve varchar(32) default 'LINEAR' not null,
    primary key (uid)
);
create unique index supervised_fine_tuning_job_name on supervised_fine_tuning_job (account_id, resource_id);
create index supervised_fine_tuning_job_state on supervised_fine_tuning_job (account_id, state, resource_id);
create index supervised_fine_tuning_job_oldest on supervised_fine_tuning_job (account_id, create_time, resource_id);
create index supervised_fine_tuning_job_newest on supervised_fine_tuning_job (account_id, create_time desc, resource_id desc);
create index supervised_fine_tuning_job_changed on supervised_fine_tuning_job (account_id, update_time desc, resource_id desc);
create index supervised_fine_tuning_job_due on supervised_fine_tuning_job (timeline, next_transition_at);

create table transition (
    row_uid bigint not null,
    seq integer not null,
    collection varchar(64) not null,
    account_id varchar(255) not null,
    resource_id varchar(255) not null,
    from_state varchar(64) not null,
    to_state varchar(64),
    moved_at timestamp(6) with time zone not null,
    left_plan text,
    left_stage integer default 0 not null,
    left_entered_at timestamp(6) with time zone,
    left_progress integer,
    primary key (row_uid, seq)
);
create index transition_of_account on transition (account_id, moved_at);

create table usage_hour (
    account_id varchar(255) not null,
    starts_at timestamp(6) with time zone not null,
    model varchar(1024) not null,
    deployment varchar(1024) not null,
    operation varchar(64) not null,
    calls bigint not null,
    prompt_tokens bigint not null,
    cached_tokens bigint not null,
    completion_tokens bigint not null,
    cost_nanos bigint not null,
    primary key (account_id, starts_at, model, deployment, operation)
);
