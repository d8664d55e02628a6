package dev.emulator.fireworks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.deployment.Deployments;
import dev.emulator.fireworks.deploymentshape.Shapes;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.test.context.TestPropertySource;

/**
 * The number of SQL statements of each operation, as JDBC executes them: a JDBC batch counts once, and commits do not count. Lower a number
 * when an operation needs fewer statements.
 */
@AlsoOnPostgresql
@Import(SqlStatementTests.Configuration.class)
// One worker, because each thread inserts a row for its share of a count when it creates the first job of an account.
@TestPropertySource(
        properties = {
            "spring.threads.virtual.enabled=false",
            "server.tomcat.threads.max=1",
            "server.tomcat.threads.min-spare=1",
            // A separate database, because the engine also queries the clocks that other tests leave behind.
            "spring.datasource.url=jdbc:h2:mem:statements;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                    + ";DEFAULT_NULL_ORDERING=HIGH"
        })
class SqlStatementTests extends Story {

    // On H2, on PostgreSQL. A pass of the engine has one statement for each of the four types of resources with states.
    private static final Expected CREATE = new Expected(2, 6);
    private static final Expected GET = new Expected(1, 2);
    private static final Expected LIST = new Expected(1, 3);
    private static final Expected NOTHING_DUE = new Expected(4, 5);
    private static final Expected ONE_STAGE = new Expected(7, 7);
    private static final Expected COMPLETION = new Expected(9, 10);

    // The header of these requests names another account than their key, so PostgreSQL is asked for the settings of
    // both.
    private static final Expected CHAT = new Expected(0, 2);
    private static final Expected DEPLOYED_CHAT = new Expected(3, 5);

    private static final int JOBS = 40;

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Autowired
    private Statements statements;

    @Autowired
    private Database database;

    @Autowired
    private JdbcOperations jdbc;

    @BeforeEach
    void theFirstJobOfTheAccount() {
        jobs.create();
        time.passes(Duration.ofHours(1));
    }

    @Test
    void createAJob() {
        assertThat(statements.of(jobs::create)).hasSize(CREATE.on(database));
    }

    @Test
    void getAJob() {
        var id = jobs.create();
        assertThat(statements.of(() -> jobs.get(id).then().statusCode(200))).hasSize(GET.on(database));
    }

    @Test
    void listJobs() {
        IntStream.range(0, JOBS).forEach(i -> jobs.create());
        assertThat(statements.of(() -> jobs.list("pageSize=50").then().statusCode(200)))
                .hasSize(LIST.on(database));
    }

    @Test
    void nothingIsDue() {
        assertThat(statements.of(() -> time.passes(Duration.ofHours(1)))).hasSize(NOTHING_DUE.on(database));
    }

    @Test
    void aBatchEntersItsNextStage() {
        create(JOBS);
        assertThat(statements.of(() -> time.passes(Duration.ofSeconds(1)))).hasSize(ONE_STAGE.on(database));
    }

    @Test
    void aBatchCompletesAndMakesModels() {
        create(JOBS);
        assertThat(statements.of(() -> time.passes(Duration.ofHours(1)))).hasSize(COMPLETION.on(database));
    }

    @Test
    void allShapesOfAnAccountAreReadTogether() {
        var shapes = new Shapes(api);
        var shape = new Deployments(api).smallest();
        shapes.post("one", shape).then().statusCode(200);
        Runnable list =
                () -> shapes.list().then().statusCode(200).body("deploymentShapes[0].name", startsWith("accounts"));
        var ofOne = statements.of(list);
        shapes.post("two", shape).then().statusCode(200);
        shapes.post("three", shape).then().statusCode(200);
        assertThat(statements.of(list)).isEqualTo(ofOne);
    }

    @Test
    void chatWithAServerlessModel() {
        var inference = new Inference(api);
        assertThat(statements.of(
                        () -> inference.chat(Inference.chatBody("Hi")).then().statusCode(200)))
                .hasSize(CHAT.on(database));
    }

    /** Hits of a reply are written later, unless its next answer depends on them. */
    @Test
    void chatWithAScriptedReply() {
        assumeTrue(database.isH2(), "replicas must see each hit at once");
        var inference = new Inference(api);
        new ControlApi(api)
                .post("/replies", "{\"reply\": {\"content\": \"Hello\"}}")
                .then()
                .statusCode(200);
        assertThat(statements.of(
                        () -> inference.chat(Inference.chatBody("Hi")).then().statusCode(200)))
                .hasSize(CHAT.on(database));
    }

    /** A request in another second also writes the row of the deployment. */
    @Test
    void chatWithADeployedModel() {
        var inference = new Inference(api);
        new Deployments(api).create("d");
        time.passes(Duration.ofMinutes(1));
        var body = Inference.chatBody("Hi", "model", Models.QWEN);
        inference.chat(body).then().statusCode(200);
        assertThat(statements.of(() -> inference.chat(body).then().statusCode(200)))
                .hasSize(DEPLOYED_CHAT.on(database));
    }

    /** Otherwise the costs of a batch would grow with the number of models that the account already has. */
    @Test
    void existingOutputModelsAreFoundByTheIndexOfNames() {
        assumeTrue(database.isH2(), "the plan of PostgreSQL depends on the number of rows");
        create(JOBS);
        var lookup = statements.of(() -> time.passes(Duration.ofHours(1))).stream()
                .filter(sql -> sql.contains("from model where") && sql.contains("for update"))
                .findFirst()
                .orElseThrow();
        assertThat(jdbc.queryForObject("explain " + lookup, String.class, new String[] {"m0", "m1"}, account))
                .contains("model_name: account_id = ?2\n            AND resource_id = wanted.id");
    }

    private void create(int number) {
        IntStream.range(0, number)
                .forEach(i -> jobs.createWith("outputModel", "accounts/" + account + "/models/m" + i));
    }

    private record Expected(int h2, int postgresql) {

        int on(Database database) {
            return database.isH2() ? h2 : postgresql;
        }
    }

    /** Records the statements of all connections. */
    static final class Statements implements BeanPostProcessor, QueryExecutionListener {

        /** Not counted, because one statement reserves the IDs of 100 rows. */
        private static final Pattern NEXT_IDS = Pattern.compile("next value for|nextval");

        private final List<String> executed = new CopyOnWriteArrayList<>();

        List<String> of(Runnable operation) {
            executed.clear();
            operation.run();
            return new ArrayList<>(executed);
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource dataSource
                    ? ProxyDataSourceBuilder.create(dataSource).listener(this).build()
                    : bean;
        }

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            var sql = queries.get(0).getQuery();
            var isBackgroundTask = Thread.currentThread().getName().startsWith("engine-");
            if (!isBackgroundTask && !NEXT_IDS.matcher(sql).find()) {
                executed.add(sql);
            }
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Configuration {

        @Bean
        static Statements statements() {
            return new Statements();
        }
    }
}
