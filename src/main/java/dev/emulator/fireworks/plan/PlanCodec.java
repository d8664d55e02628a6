package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.protojson.ProtoJson;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Converts plans to and from the text that is stored with each row. Parsed plans are cached, because most rows share a few plans. */
public final class PlanCodec {

    private static final int MAX_CACHED_PLANS = 1000;

    /** Longer plans are not cached: a plan can have a hundred messages of any length. */
    private static final int MAX_CACHED_LENGTH = 10_000;

    private static final ProtoJson JSON = new ProtoJson();
    private static final Map<String, Plan> CACHE = new ConcurrentHashMap<>();

    private PlanCodec() {}

    public static String text(Plan plan) {
        return JSON.writeString(plan);
    }

    public static Plan parse(String text) {
        var known = CACHE.get(text);
        if (known != null) {
            return known;
        }
        var plan = JSON.readStored(StoredPlans.plan(text), Plan.class);
        if (CACHE.size() < MAX_CACHED_PLANS && text.length() <= MAX_CACHED_LENGTH) {
            CACHE.put(text, plan);
        }
        return plan;
    }
}
