-- ${binary} is the collation that compares text as bytes, as the page tokens and H2 do.

create sequence row_uid increment by 100;

create table account (
    account_id varchar(255) ${binary} not null primary key,
    email varchar(320) not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null
);

create table resource_count (
    account_id varchar(255) ${binary} not null,
    collection varchar(64) not null,
    shard integer not null,
    total bigint not null,
    primary key (account_id, collection, shard)
);

create table transition (
    row_uid bigint not null,
    seq integer not null,
    collection varchar(64) not null,
    account_id varchar(255) ${binary} not null,
    resource_id varchar(255) ${binary} not null,
    from_state varchar(64) not null,
    to_state varchar(64),
    moved_at timestamp(6) with time zone not null,
    primary key (row_uid, seq)
);

create table supervised_fine_tuning_job (
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
    estimated_cost_nanos bigint not null,
    spec text not null,
    spec_format integer not null
);

-- The name is unique by an index and not by a constraint, because H2 is told by name which index to follow.
create unique index supervised_fine_tuning_job_name on supervised_fine_tuning_job (account_id, resource_id);
create index supervised_fine_tuning_job_due on supervised_fine_tuning_job (next_transition_at);
create index supervised_fine_tuning_job_state on supervised_fine_tuning_job (account_id, state, resource_id);
-- H2 follows an index in one direction only.
create index supervised_fine_tuning_job_oldest on supervised_fine_tuning_job (account_id, create_time, resource_id);
create index supervised_fine_tuning_job_newest
    on supervised_fine_tuning_job (account_id, create_time desc, resource_id desc);
create index supervised_fine_tuning_job_changed
    on supervised_fine_tuning_job (account_id, update_time desc, resource_id desc);
