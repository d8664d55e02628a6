package dev.emulator.fireworks.inference.schema;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A value that has one of several types. The service tries each type without conversions, then each with conversions. It reports the errors
 * of all types.
 *
 * @param nullable whether the value can also be null
 */
record UnionType(List<ValueType> members, boolean nullable) implements ValueType {

    @Override
    public String label() {
        return members.size() == 1 ? "nullable[" + members.get(0).label() + ']' : "union";
    }

    @Override
    public JsonNode check(JsonNode value, Path path, Mode mode, Errors errors) {
        if (value.isNull() && nullable) {
            return value;
        }
        if (members.size() == 1) {
            return members.get(0).check(value, path, mode, errors);
        }
        for (var member : members) {
            var exact = new Errors();
            var checked = member.check(value, path, mode.withoutConversion(), exact);
            if (exact.isEmpty()) {
                return checked;
            }
        }
        var all = new Errors();
        for (var member : members) {
            var own = new Errors();
            var converted = member.check(value, path.field(member.label()), mode, own);
            if (own.isEmpty()) {
                return converted;
            }
            all.addAll(own);
        }
        errors.addAll(all);
        return value;
    }
}
