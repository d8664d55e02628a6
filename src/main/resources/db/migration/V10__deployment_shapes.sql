create table deployment_shape (
    uid bigint not null primary key,
    version bigint not null,
    account_id varchar(255) ${binary} not null,
    resource_id varchar(255) ${binary} not null,
    created_by varchar(320) ${binary} not null,
    create_time timestamp(6) with time zone not null,
    update_time timestamp(6) with time zone not null,
    model_type text not null,
    parameter_count bigint not null,
    versions text not null,
    spec text not null,
    spec_format integer not null
);

create unique index deployment_shape_name on deployment_shape (account_id, resource_id);
create index deployment_shape_newest on deployment_shape (account_id, create_time desc, resource_id desc);
