package dev.emulator.bench.jmh;

import dev.emulator.fireworks.aip.Filter;
import dev.emulator.fireworks.aip.MessageSchema;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Filters: reading one, and asking one job. */
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FilterBenchmark {

    @Param({
        "state=\"JOB_STATE_COMPLETED\"",
        "create_time>\"2020-01-01T00:00:00Z\"",
        "epochs>=2 AND (display_name:\"chat\" OR NOT wandb_config.enabled=true)"
    })
    public String expression;

    private final MessageSchema schema = new JobSchema();
    private JsonNode job;
    private Filter filter;

    @Setup
    public void prepare() {
        job = JsonMapper.shared().readTree(Jobs.body()).deepCopy();
        ((tools.jackson.databind.node.ObjectNode) job)
                .put("state", "JOB_STATE_COMPLETED")
                .put("createTime", "2026-08-30T03:48:42.645723Z");
        filter = Filter.parse(expression, schema);
    }

    @Benchmark
    public Filter parse() {
        return Filter.parse(expression, schema);
    }

    @Benchmark
    public boolean test() {
        return filter.test(job);
    }

    private static final class JobSchema implements MessageSchema {

        private final Map<String, Field> fields = Map.of(
                "state", field("state", Kind.ENUM, List.of("JOB_STATE_UNSPECIFIED", "JOB_STATE_COMPLETED"), null),
                "create_time", field("createTime", Kind.TIMESTAMP, List.of(), null),
                "epochs", field("epochs", Kind.INT32, List.of(), null),
                "display_name", field("displayName", Kind.STRING, List.of(), null),
                "enabled", field("enabled", Kind.BOOL, List.of(), null),
                "wandb_config", field("wandbConfig", Kind.MESSAGE, List.of(), this));

        @Override
        public Field field(String name) {
            return fields.get(name);
        }

        private static Field field(String name, Kind kind, List<String> values, MessageSchema message) {
            return new Field(name, kind, values, message);
        }
    }
}
