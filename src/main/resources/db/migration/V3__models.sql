-- Files belong to datasets and models alike; an owner is told by the key of its row.
alter table dataset_file rename to resource_file;
alter table resource_file rename column dataset_uid to owner_uid;
alter index dataset_file_of rename to resource_file_of;

alter table dataset add column checksum varchar(64) default '' not null;

-- What a job trains and on what, and of that what every look at a job that has ended wants.
alter table supervised_fine_tuning_job add column training text default '' not null;
alter table supervised_fine_tuning_job add column training_rows bigint default 0 not null;
alter table supervised_fine_tuning_job add column training_tokens bigint default 0 not null;

create table model (
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
    cluster text not null,
    calibrated boolean not null,
    tunable boolean not null,
    fine_tuning_job text not null,
    base_model text not null,
    weights_seed bigint not null,
    final_loss double precision not null,
    spec text not null,
    spec_format integer not null
);

create unique index model_name on model (account_id, resource_id);
create index model_newest on model (account_id, create_time desc, resource_id desc);
