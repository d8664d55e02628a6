package dev.emulator.fireworks.account;

import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.protojson.ProtoEnum;
import dev.emulator.fireworks.types.Money;
import java.time.Instant;
import java.util.List;
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
        @Nullable Instant updateTime,
        @Nullable NotificationSettings notificationSettings,
        boolean productivityOnly) {

    static final String COLLECTION = "accounts";

    /** What kind of customer. */
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

    /** At which amounts spent in a month mail is sent. */
    record NotificationSettings(List<Money> monthlySpendThresholds) {}

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
