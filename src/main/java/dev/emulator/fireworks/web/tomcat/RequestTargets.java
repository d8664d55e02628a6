package dev.emulator.fireworks.web.tomcat;

import org.apache.tomcat.util.http.parser.HttpParser;

/**
 * Accepts the request targets that Go's {@code net/url} accepts: all bytes but spaces and control characters. Tomcat's setting for this
 * only allows a few ASCII characters.
 */
final class RequestTargets extends HttpParser {

    private static final int DELETE = 0x7f;

    RequestTargets() {
        super(null, null);
    }

    /** @param character a signed byte */
    @Override
    public boolean isNotRequestTargetRelaxed(int character) {
        return character >= 0 && character <= ' ' || character == DELETE;
    }

    @Override
    public boolean isAbsolutePathRelaxed(int character) {
        return !isNotRequestTargetRelaxed(character);
    }

    @Override
    public boolean isQueryRelaxed(int character) {
        return !isNotRequestTargetRelaxed(character);
    }
}
