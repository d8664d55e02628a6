package dev.emulator.fireworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.resource.ResourceService;
import dev.emulator.fireworks.seed.SeedHandler;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Row;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.world.Worlds;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Checks that each resource package follows the recipe in CONTRIBUTING. */
class ResourceRecipeTests extends Story {

    private static final String RECIPE = "The recipe for a new resource in CONTRIBUTING: ";
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private final ControlApi control = new ControlApi(api);

    @Autowired
    private EntityManagerFactory entities;

    @Autowired
    private List<ResourceType<?, ?, ?>> types;

    @Autowired
    private List<ResourceService<?, ?, ?>> services;

    @Autowired
    private List<SeedHandler> seedHandlers;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ProtoJson protoJson;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyEntityOfAResourceIsARow() {
        assertThat(entities.getMetamodel().getEntities())
                .extracting(EntityType::getJavaType)
                .filteredOn(type -> PackageTests.isPackageOfResources(type.getPackageName()))
                .filteredOn(type -> !type.getSimpleName().equals("AccountRow")) // what contains resources
                .allSatisfy(type -> assertThat(type)
                        .as(RECIPE + "step 2, the row of " + type.getPackageName() + ", extends Row")
                        .isAssignableTo(Row.class));
    }

    @Test
    void noStepIsMissing() throws IOException {
        var archived = archived();
        var missing = new ArrayList<String>();
        for (var row : rows()) {
            var steps = new Steps(row, missing);
            steps.check(archived);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        var missing = new ArrayList<String>();

        new Steps(Forgotten.class, missing).check(Set.of());

        assertThat(missing)
                .allSatisfy(step -> assertThat(step).startsWith(RECIPE).contains("Forgotten"))
                .anyMatch(step -> step.contains("step 3"));
    }

    /** A row without a resource type. */
    private abstract static class Forgotten extends Row<Forgotten.Spec> {

        record Spec() {}
    }

    private List<Class<?>> rows() {
        return entities.getMetamodel().getEntities().stream()
                .<Class<?>>map(EntityType::getJavaType)
                .filter(Row.class::isAssignableFrom)
                .filter(type -> PackageTests.isPackageOfResources(type.getPackageName()))
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    /** Returns the tables of an archive. An archive has all columns. */
    private Set<String> archived() throws IOException {
        var archive = control.snapshot();
        var tables = new HashSet<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                tables.add(entry.getName());
            }
        }
        return tables;
    }

    private static String anAccount() {
        return "r-" + UUID.randomUUID().toString().substring(0, 18);
    }

    private byte[] snapshot(String of) {
        return request("{}")
                .post("/_emulator/v1/accounts/" + of + ":snapshot")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    /** Lists a collection. Leaves out signed URLs, which differ in each response. */
    private String list(String of, String collection) {
        return request()
                .get("/v1/accounts/" + of + "/" + collection)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replaceAll("\"http[^\"]*\"", "\"\"");
    }

    /** The steps of the recipe for one resource. */
    private final class Steps {

        private final Class<?> row;
        private final List<String> missing;

        private Steps(Class<?> row, List<String> missing) {
            this.row = row;
            this.missing = missing;
        }

        private void check(Set<String> archived) throws IOException {
            var type = type();
            require(type != null, "step 3, a bean of type ResourceType for " + row.getSimpleName());
            if (type == null) {
                return;
            }
            var collection = type.collection();
            require(
                    hasService(collection),
                    "step 4, a service that extends ResourceService or EditableResourceService");
            require(hasCall(collection), "step 5, a controller with GET /v1/accounts/{account}/" + collection);
            require(
                    seedHandlers.stream().anyMatch(handler -> handler.key().equals(collection)),
                    "step 6, a SeedHandler with the key " + collection);
            require(hasMigration(type.table()), "step 7, a migration that creates the table " + type.table());
            require(hasAllColumns(type), "step 7, a column for every field of the row");
            require(
                    indexes(type.table()).containsAll(List.of(type.table() + "_name", type.table() + "_newest")),
                    "step 7, the indexes " + type.table() + "_name and " + type.table() + "_newest");
            require(
                    archived.contains("tables/" + type.table() + ".jsonl"),
                    "step 7, the table " + type.table() + " in archives");
            requireRoundTrip(collection);
            require(hasTest("extends \\w*Story"), "step 8, a story, a test that extends Story");
            require(
                    hasTest("extends (Resource|FileResource|Job)Client"),
                    "step 8, a client for stories, which extends ResourceClient");
            require(hasTest("@AlsoOnPostgresql"), "step 8, the annotation @AlsoOnPostgresql on a story");
            require(
                    Files.readString(Path.of("docs/coverage.md")).contains("\n| " + collection + " |"),
                    "step 9, the table in docs/coverage.md; refresh what is generated");
        }

        private @Nullable ResourceType<?, ?, ?> type() {
            return types.stream()
                    .filter(type -> type.row().equals(row))
                    .findFirst()
                    .orElse(null);
        }

        /** Seeds an example, restores it from an archive in another account, and resets both accounts. */
        private void requireRoundTrip(String collection) throws IOException {
            var example =
                    RESOURCES.resolve(row.getPackageName().replace('.', '/')).resolve("seed.json");
            require(Files.isRegularFile(example), "step 8, the fields of an example for a seed, in " + example);
            if (Files.isRegularFile(example)) {
                var from = anAccount();
                var to = anAccount();
                var resources = Json.object("example", Json.read(Files.readString(example)));
                request(Json.object("accounts", Json.object(from, Json.object(collection, resources))))
                        .post("/_emulator/v1:seed")
                        .then()
                        .statusCode(200);
                request()
                        .contentType("application/zip")
                        .body(snapshot(from))
                        .post("/_emulator/v1/accounts/" + to + ":restore")
                        .then()
                        .statusCode(200);
                var listed = list(from, collection);
                require(
                        listed.contains("/example\"")
                                && listed.replace(from, to).equals(list(to, collection)),
                        "step 7, a restore of all that a snapshot has");
                request("{}")
                        .post("/_emulator/v1/accounts/" + from + ":reset")
                        .then()
                        .statusCode(200);
                require(
                        new Worlds(jdbc).rowsOf(from).isEmpty(),
                        "step 3, its tables, of which a reset leaves rows of "
                                + new Worlds(jdbc).rowsOf(from).keySet());
            }
        }

        private boolean hasService(String collection) {
            return services.stream().anyMatch(service -> service.collection().equals(collection));
        }

        private boolean hasCall(String collection) {
            return mappings.getHandlerMethods().keySet().stream()
                    .anyMatch(mapping -> mapping.getPatternValues().contains("/v1/accounts/{account}/" + collection));
        }

        private boolean hasMigration(String table) throws IOException {
            return anyFile(MIGRATIONS, "(?is).*create table " + table + " \\(.*");
        }

        private boolean hasAllColumns(ResourceType<?, ?, ?> type) {
            try {
                return type.rows().check(account, protoJson) == 0;
            } catch (DataAccessException e) {
                return false;
            }
        }

        private List<String> indexes(String table) {
            return jdbc.sql("select lower(index_name) from information_schema.indexes where lower(table_name) = ?")
                    .param(table)
                    .query(String.class)
                    .list();
        }

        private boolean hasTest(String pattern) throws IOException {
            return anyFile(TESTS.resolve(row.getPackageName().replace('.', '/')), "(?s).*" + pattern + "\\b.*");
        }

        private boolean anyFile(Path directory, String pattern) throws IOException {
            if (!Files.isDirectory(directory)) {
                return false;
            }
            try (var files = Files.list(directory)) {
                return files.filter(Files::isRegularFile)
                        .anyMatch(file -> read(file).matches(pattern));
            }
        }

        private void require(boolean isThere, String step) {
            if (!isThere) {
                missing.add(RECIPE + row.getName() + " lacks " + step);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
