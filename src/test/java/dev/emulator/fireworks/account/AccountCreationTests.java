package dev.emulator.fireworks.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Await;
import dev.emulator.fireworks.story.Story;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** The first creates of an account at the same time. With a pool, because Java lists only the stacks of platform threads. */
@TestPropertySource(properties = "spring.threads.virtual.enabled=false")
class AccountCreationTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Autowired
    private AccountService accounts;

    @Autowired
    private TransactionOperations transaction;

    /** The insert of H2 would keep a core busy, and slow down the transaction for which it waits. */
    @Test
    void aCreateWaitsWithoutUsingTheProcessorUntilTheAccountExists() {
        var create = transaction.execute(status -> {
            accounts.ensureExists(account);
            var waiting = CompletableFuture.supplyAsync(jobs::create);
            Await.until("a create waits for the account", AccountCreationTests::isAnyThreadParkedInACreate);
            return waiting;
        });
        assertThat(create.join()).isNotEmpty();
        jobs.get(create.join()).then().statusCode(200);
    }

    private static boolean isAnyThreadParkedInACreate() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getState() == Thread.State.WAITING)
                .anyMatch(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getMethodName().equals("ensureExists")));
    }
}
