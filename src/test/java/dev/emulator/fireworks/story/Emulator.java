package dev.emulator.fireworks.story;

import dev.emulator.fireworks.FireworksEmulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** An emulator that a test starts and stops itself, with the configuration that users have. */
public final class Emulator implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Emulator(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static Emulator start(List<String> settings) {
        return start(settings, FireworksEmulator.class);
    }

    /** Starts an emulator whose clock the test moves. */
    public static Emulator startWithStoryTime(List<String> settings) {
        var all = new ArrayList<>(settings);
        all.add("--emulator.engine.interval=1d");
        return start(all, FireworksEmulator.class, StoryConfiguration.class);
    }

    /** Starts with other configuration classes than {@link FireworksEmulator}. */
    public static Emulator start(List<String> settings, Class<?>... sources) {
        var all = new ArrayList<>(settings);
        all.add("--server.port=0");
        return new Emulator(new SpringApplicationBuilder(sources).run(all.toArray(String[]::new)));
    }

    public static List<String> in(Path directory) {
        return List.of("--emulator.data-dir=" + directory);
    }

    public static List<String> on(PostgreSQLContainer database) {
        return List.of(
                "--spring.datasource.url=" + database.getJdbcUrl(),
                "--spring.datasource.username=" + database.getUsername(),
                "--spring.datasource.password=" + database.getPassword());
    }

    /** With one worker thread, all requests share its thread-local variables. */
    public static List<String> withOneThread(List<String> settings) {
        var all = new ArrayList<>(settings);
        all.add("--spring.threads.virtual.enabled=false");
        all.add("--server.tomcat.threads.max=1");
        all.add("--server.tomcat.threads.min-spare=1");
        return all;
    }

    static List<String> on(JdbcConnectionDetails database) {
        return List.of(
                "--spring.datasource.url=" + database.getJdbcUrl(),
                "--spring.datasource.username=" + database.getUsername(),
                "--spring.datasource.password=" + database.getPassword());
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public Client client(String account) {
        return new Client(port(), account);
    }

    public boolean hasBean(Class<?> type) {
        return context.getBeanNamesForType(type).length > 0;
    }

    public WebServer webServer() {
        return ((WebServerApplicationContext) context).getWebServer();
    }

    public JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    public Ledger ledger() {
        return new Ledger(jdbc());
    }

    public Time time() {
        return context.getBean(Time.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
