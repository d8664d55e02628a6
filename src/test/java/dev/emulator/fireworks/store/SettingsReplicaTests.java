package dev.emulator.fireworks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Await;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Client.Answer;
import dev.emulator.fireworks.story.TwoReplicas;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two emulators on one PostgreSQL: what one of them sets is effective in the next request to the other, and after a wait. */
class SettingsReplicaTests extends TwoReplicas {

    private static final int TIMES = 10;

    @Test
    void aClockIsEffectiveInTheNextRequest() {
        control("POST", "clock", "/clock:freeze", "{}");
        var here = first.client("clock");
        for (int i = 0; i < TIMES; i++) {
            var time = advance("clock", "P1D");
            assertThat(here.create("job-" + i).json().path("createTime").asString())
                    .isEqualTo(time);
            time = advance("clock", "P1D");
            assertThat(here.get("job-" + i).body()).contains(dateOfSignature(time));
        }
    }

    @Test
    void aFaultIsEffectiveInTheNextRequest() {
        var here = first.client("fault");
        for (int i = 0; i < TIMES; i++) {
            assertThat(here.list("").status()).isEqualTo(200);
            var fault = control("POST", "fault", "/faults", "{\"error\": {\"preset\": \"RATE_LIMITED\"}}");
            assertThat(here.list("").status()).isEqualTo(429);
            control("DELETE", "fault", "/faults/" + lastSegment(fault.path("name")), "");
        }
    }

    @Test
    void aPlanIsEffectiveInTheNextRequest() {
        var here = first.client("plan");
        for (int i = 0; i < TIMES; i++) {
            control("PUT", "plan", "/defaultPlan", "{\"plan\": {\"stages\": [{\"state\": \"COMPLETED\"}]}}");
            assertThat(here.create("planned-" + i).state()).isEqualTo("JOB_STATE_COMPLETED");
            control("DELETE", "plan", "/defaultPlan", "");
            assertThat(here.create("unplanned-" + i).state()).isEqualTo("JOB_STATE_CREATING");
        }
    }

    @Test
    void aWaitSeesTheClockOfTheOther() {
        control("POST", "wait", "/clock:freeze", "{}");
        first.client("wait").create("job");
        var wait = CompletableFuture.supplyAsync(() -> first.client("wait")
                .send(
                        "POST",
                        "/_emulator/v1/accounts/wait/resources/supervisedFineTuningJobs/job:wait",
                        "{\"timeout\": \"50s\"}"));
        advance("wait", "PT1H");
        var found = wait.join();
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.body()).contains("COMPLETED");
    }

    @Test
    void aDelayedRequestSeesTheClockOfTheOther() {
        var here = first.client("delayed");
        here.create("job");
        control("POST", "delayed", "/faults", "{\"delay\": {\"fixed\": \"3s\"}}");
        var get = CompletableFuture.supplyAsync(() -> here.get("job"));
        Await.until(
                "the delay has begun",
                () -> control("GET", "delayed", "/faults/fault-1", "")
                                .path("fired")
                                .asInt()
                        == 1);
        var time = advance("delayed", "P30D");
        assertThat(get.join().body()).contains(dateOfSignature(time));
    }

    @Test
    void aCreateThatWaitsForTheAccountSeesTheClockOfTheOther() throws SQLException {
        try (var connection = connection()) {
            lockAccount(connection, "create");
            var freeze = CompletableFuture.supplyAsync(() -> control("POST", "create", "/clock:freeze", "{}"));
            awaitWaiting(connection, 1);
            var create =
                    CompletableFuture.supplyAsync(() -> first.client("create").create("job"));
            awaitWaiting(connection, 2);
            connection.rollback();

            assertThat(create.join().json().path("createTime"))
                    .isEqualTo(freeze.join().path("time"));
        }
        advance("create", "PT1H");
        assertThat(first.client("create").get("job").state()).isEqualTo("JOB_STATE_COMPLETED");
    }

    @Test
    void aCancelThatWaitsForTheJobSeesTheClockOfTheOther() throws SQLException {
        control("POST", "cancel", "/clock:freeze", "{}");
        first.client("cancel").create("job");
        try (var connection = connection()) {
            execute(connection, "select 1 from supervised_fine_tuning_job where account_id = 'cancel' for update");
            CompletableFuture<Answer> cancel =
                    CompletableFuture.supplyAsync(() -> first.client("cancel").cancel("job"));
            awaitWaiting(connection, 1);
            var time = advance("cancel", "0.1s");
            connection.rollback();

            assertThat(cancel.join().status()).isEqualTo(200);
            assertThat(first.client("cancel")
                            .get("job")
                            .json()
                            .path("updateTime")
                            .asString())
                    .isEqualTo(time);
        }
    }

    /** Advances the clock of an account through the second emulator, and returns its time. */
    private static String advance(String account, String by) {
        return control("POST", account, "/clock:advance", "{\"by\": \"" + by + "\"}")
                .at("/clock/time")
                .asString();
    }

    private static String dateOfSignature(String time) {
        return "X-Goog-Date=" + time.substring(0, 10).replace("-", "");
    }

    /** Sends a request to the second emulator. */
    private static JsonNode control(String method, String account, String path, String body) {
        Client there = second.client(account);
        var answer = there.send(method, "/_emulator/v1/accounts/" + account + path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String lastSegment(JsonNode name) {
        return name.asString().substring(name.asString().lastIndexOf('/') + 1);
    }

    private static Connection connection() throws SQLException {
        var connection =
                DriverManager.getConnection(DATABASE.getJdbcUrl(), DATABASE.getUsername(), DATABASE.getPassword());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void lockAccount(Connection connection, String account) throws SQLException {
        execute(connection, "select pg_advisory_xact_lock(" + Math.floorMod(account.hashCode(), 512) + ")");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitWaiting(Connection connection, int number) {
        Await.until(number + " requests wait for a lock", () -> waiting(connection) >= number);
    }

    /** The number of locks that other connections wait for. */
    private static int waiting(Connection connection) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from pg_locks where not granted")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
