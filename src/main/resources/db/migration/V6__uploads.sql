create table blob_upload (
    blob_id varchar(64) not null primary key,
    touched_time timestamp(6) with time zone not null
);
