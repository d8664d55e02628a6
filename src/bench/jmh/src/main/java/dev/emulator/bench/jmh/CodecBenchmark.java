package dev.emulator.bench.jmh;

import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.time.Instant;
import java.util.Collections;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/** The protobuf JSON codec next to plain Jackson on records with the same fields. */
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CodecBenchmark {

    private static final String NAME = "accounts/bench/supervisedFineTuningJobs/bench-1";
    private static final Instant TIME = Instant.parse("2026-08-30T03:48:42.645723Z");
    private static final String STATE = "JOB_STATE_RUNNING";

    private final byte[] body = Jobs.body();
    private final ProtoJson protoJson = new ProtoJson();
    private final JsonMapper jackson = JsonMapper.builder().build();

    private final Jobs.Spec spec = protoJson.read(body, Jobs.Spec.class);
    private final String text = protoJson.writeString(spec);
    private final Jobs.PlainJob plain = new Jobs.PlainJob(NAME, TIME, STATE, spec);
    private final Jobs.PlainPage plainPage = new Jobs.PlainPage(Collections.nCopies(50, plain), "", 50);

    @Benchmark
    public Jobs.Spec decode() {
        return protoJson.read(body, Jobs.Spec.class);
    }

    @Benchmark
    public Jobs.Spec decodeByJackson() {
        return jackson.readValue(body, Jobs.Spec.class);
    }

    @Benchmark
    public byte[] encode() {
        return protoJson.writeBytes(new Jobs.Job(NAME, TIME, STATE, LazyMessage.of(spec)));
    }

    @Benchmark
    public byte[] encodeByJackson() {
        return jackson.writeValueAsBytes(plain);
    }

    /** As a list is answered: each spec is text from the database. */
    @Benchmark
    public byte[] encodePageOf50() {
        Jobs.Job stored = new Jobs.Job(NAME, TIME, STATE, LazyMessage.ofText(text, Jobs.Spec.class, protoJson));
        return protoJson.writeBytes(new Jobs.Page(Collections.nCopies(50, stored), "", 50));
    }

    @Benchmark
    public byte[] encodePageOf50ByJackson() {
        return jackson.writeValueAsBytes(plainPage);
    }
}
