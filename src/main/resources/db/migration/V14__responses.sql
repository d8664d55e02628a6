-- Responses that clients can retrieve and continue. The newest of an account has the highest number.
create table model_response (
    account_id varchar(255) ${binary} not null,
    response_id varchar(64) ${binary} not null,
    seq bigint not null,
    create_time timestamp(6) with time zone not null,
    response text not null,
    input text not null,
    primary key (account_id, response_id)
);

create index model_response_order on model_response (account_id, seq, response_id);
