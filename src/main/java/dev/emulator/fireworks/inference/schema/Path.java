package dev.emulator.fireworks.inference.schema;

import org.jspecify.annotations.Nullable;

/** The location of a value in a body. It is rendered only if there is an error. */
record Path(@Nullable Path parent, String segment) {

    static final Path ROOT = new Path(null, "");

    Path field(String name) {
        return new Path(this, this == ROOT ? name : "." + name);
    }

    Path item(int index) {
        return new Path(this, "[" + index + "]");
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Path at = this; at != null; at = at.parent) {
            text.insert(0, at.segment);
        }
        return text.toString();
    }
}
