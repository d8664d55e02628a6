-- Whether the base model of a deployment is loaded with it. Deployments from before this version load it.
alter table deployment add column auto_deploy boolean default true not null;
alter table deployment alter column auto_deploy drop default;
