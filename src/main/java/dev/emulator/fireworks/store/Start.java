package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.PageToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page starts.
 *
 * @param total what the first page said the total was; counting again would find another number and cost as much
 * @param position after which row
 */
record Start(int total, List<@Nullable String> position) {

    static @Nullable Start decode(@Nullable String token, String binding) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        var values = PageToken.decode(token, binding);
        return new Start(Integer.parseInt(String.valueOf(values.get(0))), values.subList(1, values.size()));
    }

    String encode(String binding) {
        var values = new ArrayList<@Nullable String>();
        values.add(Integer.toString(total));
        values.addAll(position);
        return PageToken.encode(binding, values);
    }
}
