package dev.emulator.fireworks.web.tomcat;

import org.apache.tomcat.util.http.parser.HttpParser;

/**
 * Takes the request targets that Go's {@code net/url} takes: anything but a space and control characters. Tomcat's own setting for this
 * takes a few characters of ASCII only, and no byte above.
 */
final class RequestTargets extends HttpParser {

    private static final int DELETE = 0x7f;

    RequestTargets() {
        super(null, null);
    }

    /** @param character a byte with its sign, as Tomcat passes it on */
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
