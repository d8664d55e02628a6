package dev.emulator.fireworks.protojson;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.JsonGeneratorDelegate;

/** Formats the floating-point numbers of trees and maps in the same way as those of messages. */
final class GoNumberGenerator extends JsonGeneratorDelegate {

    GoNumberGenerator(JsonGenerator out) {
        super(out, false);
    }

    @Override
    public JsonGenerator writeNumber(float value) {
        return Float.isFinite(value) ? super.writeNumber(GoFloat.format(value)) : super.writeNumber(value);
    }

    @Override
    public JsonGenerator writeNumber(double value) {
        return Double.isFinite(value) ? super.writeNumber(GoFloat.format(value)) : super.writeNumber(value);
    }
}
