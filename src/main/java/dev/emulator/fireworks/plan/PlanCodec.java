package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.protojson.ProtoJson;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plans as the text that is kept with each row. Most rows follow one of few plans, so readings are remembered. */
public final class PlanCodec {

    private static final int REMEMBERED = 1000;

    /** A plan can have a hundred messages of any length. */
    private static final int LONGEST = 10_000;

    private static final ProtoJson JSON = new ProtoJson();
    private static final Map<String, Plan> READ = new ConcurrentHashMap<>();

    private PlanCodec() {}

    public static String text(Plan plan) {
        return JSON.writeString(plan);
    }

    public static Plan parse(String text) {
        var known = READ.get(text);
        if (known != null) {
            return known;
        }
        var plan = JSON.readStored(StoredPlans.plan(text), Plan.class);
        if (READ.size() < REMEMBERED && text.length() <= LONGEST) {
            READ.put(text, plan);
        }
        return plan;
    }
}
