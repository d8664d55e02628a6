-- What a test author has set for an account, one document for each concern: its clock, its plans, its faults.
create table account_document (
    kind varchar(32) ${binary} not null,
    account_id varchar(255) ${binary} not null,
    revision bigint not null,
    content text not null,
    primary key (kind, account_id)
);

-- By whose clock a job lives: empty for the machine's, else the account's own.
alter table supervised_fine_tuning_job add column timeline varchar(255) ${binary} default '' not null;
drop index supervised_fine_tuning_job_due;
create index supervised_fine_tuning_job_due on supervised_fine_tuning_job (timeline, next_transition_at);

alter table supervised_fine_tuning_job add column progress_curve varchar(32) default 'LINEAR' not null;

-- What a transition has left behind, so that it can be taken back where a world is forked from before it.
alter table transition add column left_plan text;
alter table transition add column left_stage integer default 0 not null;
alter table transition add column left_entered_at timestamp(6) with time zone;
alter table transition add column left_progress integer;
create index transition_of_account on transition (account_id, moved_at);

-- When the job that made a model ended: of two jobs that make the same model, the one that ended later has made it.
alter table model add column tuned_at timestamp(6) with time zone;
