package dev.emulator.fireworks.protojson;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.JsonGeneratorDelegate;

/** Spells the floating point numbers of trees and maps as those of messages are spelled. */
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
