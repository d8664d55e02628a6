package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.Timestamps;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Converts the settings of one concern from and to the text in the database.
 *
 * @param upgrade converts a text of an earlier version to the current format
 * @param checks the checks of imported settings
 */
record SettingsFormat<T extends Record>(
        ProtoJson protoJson,
        String kind,
        Class<T> type,
        UnaryOperator<String> upgrade,
        AccountSettings.Check<T> checks) {

    private static final Logger log = LoggerFactory.getLogger(SettingsFormat.class);

    /** A time outside of the range of protobuf. Older versions allowed it for clocks. */
    private static final Pattern OUT_OF_RANGE = Pattern.compile("\"([+-])\\d{4,10}-\\d\\d-\\d\\dT[\\d:.]+Z\"");

    T unset() {
        return MessageType.unset(type);
    }

    String write(T value) {
        return protoJson.writeString(value);
    }

    /** Refuses an invalid text. */
    void check(String account, String text) {
        checks.check(account, protoJson.readStored(upgrade.apply(text), type));
    }

    /** Unreadable settings must not prevent the start, or affect other accounts. */
    T read(String account, String text) {
        try {
            return protoJson.readStored(upgrade.apply(text), type);
        } catch (ProtoJsonException | IllegalStateException e) {
            var repaired = OUT_OF_RANGE
                    .matcher(text)
                    .replaceAll(time ->
                            '"' + (time.group(1).equals("+") ? Timestamps.LAST : Timestamps.FIRST).toString() + '"');
            if (!repaired.equals(text)) {
                log.warn(
                        "The stored settings \"{}\" of account {} contain a time out of range; the nearest valid time is used",
                        kind,
                        account);
                return read(account, repaired);
            }
            log.error(
                    "The stored settings \"{}\" of account {} cannot be read and are ignored until they are set again or the account is"
                            + " reset: {}",
                    kind,
                    account,
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return unset();
        }
    }
}
