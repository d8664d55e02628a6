package dev.emulator.fireworks.account;

import dev.emulator.fireworks.aip.Status;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The stored row of an account. Clients cannot set any field, so there is no specification. */
@Entity
@Table(name = "account")
final class AccountRow {

    @Id
    private String accountId;

    private String email;
    private Instant createTime;
    private Instant updateTime;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected AccountRow() {}

    Account toResource(Account.SuspendState suspendState) {
        return new Account(
                "accounts/" + accountId,
                accountId,
                createTime,
                Account.AccountType.ACCOUNT_TYPE_UNSPECIFIED,
                email,
                Account.State.READY,
                Status.OK,
                suspendState,
                updateTime,
                null,
                false);
    }
}
