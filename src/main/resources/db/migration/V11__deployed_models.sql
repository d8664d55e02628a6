create table deployed_model (
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
    model varchar(1024) ${binary} not null,
    deployment varchar(1024) ${binary} not null,
    is_default boolean not null,
    spec text not null,
    spec_format integer not null,
    timeline varchar(255) ${binary} default '' not null,
    progress_curve varchar(32) default 'LINEAR' not null
);

create unique index deployed_model_name on deployed_model (account_id, resource_id);
create index deployed_model_due on deployed_model (timeline, next_transition_at);
create index deployed_model_newest on deployed_model (account_id, create_time desc, resource_id desc);
create index deployed_model_model on deployed_model (account_id, model);
create index deployed_model_deployment on deployed_model (account_id, deployment);
