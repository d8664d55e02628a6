-- Inference requests, their tokens and their simulated costs, summed for each hour of the account's clock.
create table usage_hour (
    account_id varchar(255) ${binary} not null,
    starts_at timestamp(6) with time zone not null,
    model varchar(1024) ${binary} not null,
    deployment varchar(1024) ${binary} not null,
    operation varchar(64) ${binary} not null,
    calls bigint not null,
    prompt_tokens bigint not null,
    cached_tokens bigint not null,
    completion_tokens bigint not null,
    cost_nanos bigint not null,
    primary key (account_id, starts_at, model, deployment, operation)
);
