-- By what method a job trains that the problem stands in the way of: SUPERVISED or PREFERENCE, empty for any.
alter table dataset_problem add column method varchar(32) default '' not null;

-- Until now the first problem of preferences was that they are no conversations, whether or not anything else was wrong with them. In a dataset of
-- conversations the same words mean a row without messages, which is none to train on.
update dataset_problem set method = 'SUPERVISED'
where seq = 0
    and reason like 'chat dataset validation failed on %: messages must be a non-empty array'
    and (dataset_uid in (select uid from dataset where trainable_count = row_count)
        or dataset_uid in (select dataset_uid from dataset_problem where reason like 'preference dataset validation failed on %'));
