package dev.emulator.fireworks.aip;

import static dev.emulator.fireworks.aip.JobSchema.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class OrderByPropertyTests {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property(tries = 1000)
    void theComparatorIsATotalOrder(
            @ForAll("orders") String orderBy,
            @ForAll("jobs") JsonNode a,
            @ForAll("jobs") JsonNode b,
            @ForAll("jobs") JsonNode c) {
        Comparator<JsonNode> order = OrderBy.parse(orderBy, JOB).comparator();
        assertThat(order.compare(a, a)).isZero();
        assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
        List<JsonNode> sorted = new ArrayList<>(List.of(a, b, c));
        sorted.sort(order);
        assertThat(order.compare(sorted.get(0), sorted.get(2))).isLessThanOrEqualTo(0);
        assertThat(order.compare(sorted.get(0), sorted.get(1))).isLessThanOrEqualTo(0);
        assertThat(order.compare(sorted.get(1), sorted.get(2))).isLessThanOrEqualTo(0);
    }

    @Property(tries = 1000)
    void anyTextIsAnOrderAndAMaskOrAnApiException(@ForAll("texts") String text) {
        try {
            OrderBy order = OrderBy.parse(text, JOB);
            assertThat(OrderBy.parse(order.text(), JOB)).isEqualTo(order);
        } catch (ApiException e) {
            assertThat(e).hasMessageStartingWith("invalid order_by: ");
        }
        try {
            FieldMask.parse(text, JOB).prune(JobSchema.aFullJob());
        } catch (ApiException e) {
            assertThat(e).hasMessageStartingWith("invalid field mask: ");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> jumble = Arbitraries.of(
                        "name", "epochs", "parent", "labels", "x", ".", ",", " ", "desc", " desc", "*")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join("", words));
        return Arbitraries.oneOf(jumble, Arbitraries.strings());
    }

    @Provide
    Arbitrary<String> orders() {
        return Combinators.combine(
                        Arbitraries.of("name", "epochs", "early", "example_count", "learning_rate", "create_time")
                                .list()
                                .uniqueElements()
                                .ofMaxSize(3),
                        Arbitraries.of("", " desc"))
                .as((names, direction) -> names.isEmpty() ? "" : String.join(direction + ",", names) + direction);
    }

    // Includes what a resource should never hold, because a sort must not throw half way.
    @Provide
    Arbitrary<JsonNode> jobs() {
        Arbitrary<JsonNode> odd = Arbitraries.of(NODES.nullNode(), NODES.stringNode("odd"), NODES.arrayNode());
        return Combinators.combine(
                        or(odd, Arbitraries.strings().ofMaxLength(2).map(NODES::stringNode)),
                        or(odd, Arbitraries.integers().between(0, 3).map(NODES::numberNode)),
                        or(odd, Arbitraries.of(true, false).map(NODES::booleanNode)),
                        or(odd, Arbitraries.longs().map(n -> NODES.stringNode(Long.toString(n)))),
                        or(
                                odd,
                                Arbitraries.of(0.0, -0.0, 0.5, Double.NaN, 1e300)
                                        .map(NODES::numberNode)),
                        or(
                                odd,
                                Arbitraries.of(
                                                "2026-01-01T00:00:00Z",
                                                "2026-01-01T01:00:00+01:00",
                                                "2025-12-31T00:00:00.5Z")
                                        .map(NODES::stringNode)))
                .as((name, epochs, early, count, rate, time) -> {
                    ObjectNode job = NODES.objectNode();
                    job.set("name", name);
                    job.set("epochs", epochs);
                    job.set("early", early);
                    job.set("exampleCount", count);
                    job.set("learningRate", rate);
                    job.set("createTime", time);
                    return job;
                });
    }

    private static Arbitrary<JsonNode> or(Arbitrary<JsonNode> odd, Arbitrary<? extends JsonNode> usual) {
        return Arbitraries.frequencyOf(Tuple.of(1, odd), Tuple.of(4, usual.map(node -> (JsonNode) node)));
    }
}
