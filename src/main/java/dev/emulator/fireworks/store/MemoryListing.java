package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.Filter;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.MessageSchema;
import dev.emulator.fireworks.aip.OrderBy;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists resources that are in memory. Filters, orders and pages are evaluated here instead of in the database.
 *
 * @param <T> the resource
 */
public final class MemoryListing<T extends Record> {

    private final ProtoJson protoJson;
    private final String collection;
    private final MessageSchema schema;

    public MemoryListing(ProtoJson protoJson, String collection, Class<T> resourceType) {
        this.protoJson = protoJson;
        this.collection = collection;
        this.schema = RecordSchema.of(resourceType);
    }

    private record Ranked<T>(ObjectNode tree, T resource) {}

    /** @param scope owner of the resources; a page token is valid in the same scope only */
    public Page<T> page(String scope, Stream<T> resources, ListQuery query) {
        var size = query.size();
        var filter = Filter.parse(query.filter(), schema);
        var order = OrderBy.parse(query.orderBy(), schema);
        var ranking = new FieldOrder(order, schema, protoJson);
        var binding = String.join("\n", collection, scope, String.valueOf(query.filter()), order.text());
        var start = PageCursor.decode(query.pageToken(), binding, size);
        var wanted = resources
                .map(resource -> new Ranked<>(protoJson.tree(resource), resource))
                .filter(ranked -> filter.test(ranked.tree()))
                .sorted((a, b) -> ranking.comparator().compare(a.tree(), b.tree()))
                .toList();
        var rest = start.isAfterRow()
                ? wanted.stream()
                        .filter(ranked -> isAfter(ranked, ranking, start))
                        .toList()
                : wanted.subList((int) Math.min(start.skip(), wanted.size()), wanted.size());
        var page = rest.subList(0, Math.min(size, rest.size()));
        var next = rest.size() <= size
                ? ""
                : new PageCursor(
                                wanted.size(),
                                List.of(ranking.position(page.get(size - 1).tree())))
                        .encode(binding);
        return new Page<>(collection, page.stream().map(Ranked::resource).toList(), next, wanted.size());
    }

    private boolean isAfter(Ranked<T> ranked, FieldOrder ranking, PageCursor start) {
        JsonNode position = ranking.parse(String.valueOf(start.position().get(0)));
        return ranking.comparator().compare(ranked.tree(), position) > 0;
    }
}
