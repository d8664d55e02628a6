create table dpo_job (
    uid bigint not null primary key,
    version bigint not null,
    account_id varchar(255) ${binary} not null,
    resource_id varchar(255) ${binary} not null,
    created_by varchar(320) ${binary} not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null,
    completed_time timestamp(6) with time zone,
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
    epochs integer not null,
    spec text not null,
    spec_format integer not null,
    training text default '' not null,
    training_rows bigint default 0 not null,
    training_tokens bigint default 0 not null,
    timeline varchar(255) ${binary} default '' not null,
    progress_curve varchar(32) default 'LINEAR' not null
);

create unique index dpo_job_name on dpo_job (account_id, resource_id);
create index dpo_job_due on dpo_job (timeline, next_transition_at);
create index dpo_job_state on dpo_job (account_id, state, resource_id);
create index dpo_job_oldest on dpo_job (account_id, create_time, resource_id);
create index dpo_job_newest on dpo_job (account_id, create_time desc, resource_id desc);
create index dpo_job_changed on dpo_job (account_id, update_time desc, resource_id desc);
