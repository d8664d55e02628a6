-- Which emulators have noted requests of an account since its world began. Each knows its own requests and nobody else's.
create table journal_witness (
    account_id varchar(255) ${binary} not null,
    emulator varchar(64) not null,
    primary key (account_id, emulator)
);
