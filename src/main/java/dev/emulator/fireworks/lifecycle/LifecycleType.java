package dev.emulator.fireworks.lifecycle;

import java.util.List;

/**
 * A kind of resource that the engine moves. A room joins by declaring one as a bean.
 *
 * @param type the row
 * @param table where the rows are
 * @param collection the resource's name in URLs
 * @param states every state there is, as the API spells them
 * @param moved who has something to do when rows come to a state
 */
public record LifecycleType(
        Class<? extends StatefulRow<?>> type,
        String table,
        String collection,
        List<String> states,
        TransitionListener moved) {}
