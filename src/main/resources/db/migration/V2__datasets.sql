create table signing_key (
    id integer not null primary key,
    secret varchar(64) not null
);

create table blob_chunk (
    blob_id varchar(64) not null,
    seq integer not null,
    bytes bytea not null,
    primary key (blob_id, seq)
);

create table dataset (
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
    row_count bigint not null,
    trainable_count bigint not null,
    estimated_token_count bigint not null,
    average_turn_count double precision not null,
    stuck boolean not null,
    spec text not null,
    spec_format integer not null
);

create unique index dataset_name on dataset (account_id, resource_id);
create index dataset_newest on dataset (account_id, create_time desc, resource_id desc);

create table dataset_file (
    uid bigint not null primary key,
    dataset_uid bigint not null,
    filename text not null,
    in_use boolean not null,
    blob_id varchar(64),
    size bigint not null,
    sha256 varchar(64)
);

create index dataset_file_of on dataset_file (dataset_uid);

create table dataset_problem (
    dataset_uid bigint not null,
    seq integer not null,
    filename text not null,
    line bigint not null,
    reason text not null,
    primary key (dataset_uid, seq)
);
