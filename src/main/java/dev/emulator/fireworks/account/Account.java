package dev.emulator.fireworks.account;

import dev.emulator.fireworks.aip.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account as the API shows it. */
record Account(
        String name,
        String displayName,
        @Nullable Instant createTime,
        AccountType accountType,
        String email,
        State state,
        @Nullable Status status,
        SuspendState suspendState,
        @Nullable Instant updateTime) {

    static final String COLLECTION = "accounts";

    /** What kind of customer. */
    enum AccountType {
        ACCOUNT_TYPE_UNSPECIFIED,
        ENTERPRISE
    }

    /** Where in its life. */
    enum State {
        STATE_UNSPECIFIED,
        CREATING,
        READY,
        UPDATING,
        DELETING
    }

    /** Whether and why it is suspended. */
    enum SuspendState {
        UNSUSPENDED,
        FAILED_PAYMENTS,
        CREDIT_DEPLETED,
        MONTHLY_SPEND_LIMIT_EXCEEDED,
        BLOCKED_BY_ABUSE_RULE
    }
}
