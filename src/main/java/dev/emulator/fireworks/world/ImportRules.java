package dev.emulator.fireworks.world;

import dev.emulator.fireworks.lifecycle.LifecycleTypes;
import dev.emulator.fireworks.plan.PlanCodec;
import dev.emulator.fireworks.storage.ObjectNames;
import dev.emulator.fireworks.store.AccountSettings;
import dev.emulator.fireworks.store.ResourceIds;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Validates the rows of an archive by the rules that the API applies to requests. */
@Component
class ImportRules {

    /** The largest number that JSON represents exactly; incrementing it cannot overflow. */
    private static final long LARGEST_REVISION = 1L << 53;

    private final AccountSettings.Factory settings;
    private final ResourceIds ids;
    private final LifecycleTypes types;
    private final WorldTables tables;
    private final JdbcClient jdbc;

    ImportRules(
            AccountSettings.Factory settings,
            ResourceIds ids,
            LifecycleTypes types,
            WorldTables tables,
            JdbcClient jdbc) {
        this.settings = settings;
        this.ids = ids;
        this.types = types;
        this.tables = tables;
        this.jdbc = jdbc;
    }

    /**
     * @param account the account of the archive
     * @param row a row whose values have the types of their columns
     * @throws IllegalArgumentException if the row is invalid
     * @throws dev.emulator.fireworks.aip.ApiException if the API would refuse it
     */
    void check(String account, String table, ObjectNode row) {
        if (row.has("resource_id")) {
            ids.name(account, table, text(row, "resource_id"));
        }
        switch (table) {
            case WorldTables.DOCUMENTS -> checkDocument(account, row);
            case WorldTables.FILES -> checkFile(row);
            case WorldTables.TRANSITIONS -> checkTransition(row);
            default -> {
                // Rows of resources are validated when they are read as a whole.
            }
        }
    }

    private static void checkFile(ObjectNode row) {
        var name = text(row, "filename");
        require(ObjectNames.relative(name, "filename").equals(name), "filename must not point outside of its folder");
        require(row.path("size").asLong(-1) >= 0, "size must be 0 or more");
    }

    private void checkDocument(String account, ObjectNode row) {
        var revision = row.path("revision").asLong(-1);
        require(revision >= 0 && revision <= LARGEST_REVISION, "revision must be 0 to " + LARGEST_REVISION);
        settings.check(account, text(row, "kind"), text(row, "content"));
    }

    private void checkTransition(ObjectNode row) {
        var collection = text(row, "collection");
        var states = types.find(collection)
                .orElseThrow(() -> new IllegalArgumentException("no states are known for collection " + collection))
                .stateModel()
                .states();
        var from = text(row, "from_state");
        require(states.contains(from), "unknown state " + from);
        var to = row.path("to_state");
        require(to.isNull() || to.isMissingNode() || states.contains(to.asString()), "unknown state " + to);
        require(row.path("seq").asInt(-1) >= 0, "seq must be 0 or more");
        var progress = row.path("left_progress").asInt(0);
        require(progress >= 0 && progress <= 100, "left_progress must be 0 to 100");
        checkLeft(row, from, states);
    }

    private void checkLeft(ObjectNode row, String state, List<String> states) {
        var stage = row.path("left_stage").asInt(0);
        require(stage >= 0, "left_stage must be 0 or more");
        if (row.path("left_plan").isString()) {
            var plan = PlanCodec.parse(text(row, "left_plan"));
            plan.check(states);
            var isOnPlan = stage < plan.stages().size()
                    && plan.stages().get(stage).state().equals(state);
            require(isOnPlan, "stage " + stage + " of left_plan is not " + state);
        }
    }

    /** The sequence number of a row's next transition must be free, or the transition would fail on the primary key. */
    void checkLedger(String account) {
        for (var resource : tables.resources()) {
            if (resource.stateful()) {
                var taken = jdbc.sql(
                                "select count(*) from " + WorldTables.TRANSITIONS + " change join " + resource.name()
                                        + " moved on change.row_uid = moved.uid where moved.account_id = ? and change.account_id = ?"
                                        + " and change.seq >= moved.transition_count")
                        .params(account, account)
                        .query(Integer.class)
                        .single();
                require(taken == 0, "a row has more transitions than its transition_count");
            }
        }
    }

    private static String text(ObjectNode row, String column) {
        return row.path(column).asString("");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
