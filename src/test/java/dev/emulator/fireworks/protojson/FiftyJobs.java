package dev.emulator.fireworks.protojson;

import dev.emulator.fireworks.protojson.Messages.Job;
import dev.emulator.fireworks.protojson.Messages.Page;
import dev.emulator.fireworks.protojson.Messages.Spec;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;

/** Serves a page of stored jobs over and over, for a profiler to look at. */
final class FiftyJobs {

    private FiftyJobs() {}

    public static void main(String[] arguments) {
        int times = arguments.length == 0 ? 1_000 : Integer.parseInt(arguments[0]);
        ProtoJson json = new ProtoJson();
        String body = "{\"dataset\":\"accounts/a/datasets/d\",\"learningRate\":0.0001,\"tags\":[\"" + "x".repeat(900)
                + "\"]}";
        Spec spec = json.read(body.getBytes(StandardCharsets.UTF_8), Spec.class);
        Job empty = json.read(new byte[0], Job.class);
        LazyMessage<Spec> stored = LazyMessage.ofText(json.writeString(spec), Spec.class, json);
        Job job = new Job(
                "accounts/a/supervisedFineTuningJobs/j",
                Instant.parse("2026-08-30T03:48:42.645723Z"),
                empty.state(),
                empty.jobProgress(),
                stored,
                empty.status());
        Page page = new Page(Collections.nCopies(50, job), "", 50);
        for (int i = 0; i < times; i++) {
            json.write(page, OutputStream.nullOutputStream());
        }
    }
}
