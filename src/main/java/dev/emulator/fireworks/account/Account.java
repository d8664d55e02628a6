package dev.emulator.fireworks.account;

import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.protojson.ProtoEnum;
import dev.emulator.fireworks.types.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account in the API. */
record Account(
        String name,
        String displayName,
        @Nullable Instant createTime,
        AccountType accountType,
        String email,
        State state,
        @Nullable Status status,
        SuspendState suspendState,
        @Nullable Instant updateTime,
        @Nullable NotificationSettings notificationSettings,
        boolean productivityOnly) {

    static final String COLLECTION = "accounts";

    /** Kind of customer. */
    enum AccountType implements ProtoEnum {
        ACCOUNT_TYPE_UNSPECIFIED(0),
        DEVELOPER(1),
        ENTERPRISE(2),
        BUSINESS(4);

        private final int number;

        AccountType(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /** The monthly spend at which the service sends an email. */
    record NotificationSettings(List<Money> monthlySpendThresholds) {}

    /** Lifecycle state. */
    enum State {
        STATE_UNSPECIFIED,
        CREATING,
        READY,
        UPDATING,
        DELETING
    }

    /** Whether and why the account is suspended. */
    enum SuspendState {
        UNSUSPENDED,
        FAILED_PAYMENTS,
        CREDIT_DEPLETED,
        MONTHLY_SPEND_LIMIT_EXCEEDED,
        BLOCKED_BY_ABUSE_RULE
    }
}
