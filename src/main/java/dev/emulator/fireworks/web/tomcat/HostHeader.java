package dev.emulator.fireworks.web.tomcat;

import java.util.regex.Pattern;

/**
 * The value of a Host header. Like Go's HTTP server, it is validated by its characters only: Tomcat refuses names with underscores, which
 * container engines use.
 *
 * @param port 0 if there is none, or it is malformed
 */
record HostHeader(String name, int port) {

    private static final Pattern TAKEN = Pattern.compile("[0-9A-Za-z!$%&'()*+,\\-.:;=\\[\\]_~]*");
    private static final Pattern WITH_PORT = Pattern.compile("(.*):([0-9]{1,5})");
    private static final int LARGEST_PORT = 65_535;

    static boolean isTaken(String value) {
        return TAKEN.matcher(value).matches();
    }

    static HostHeader parse(String value) {
        var parts = WITH_PORT.matcher(value);
        if (!parts.matches()) {
            return new HostHeader(value, 0);
        }
        var port = Integer.parseInt(parts.group(2));
        return new HostHeader(parts.group(1), port > LARGEST_PORT ? 0 : port);
    }
}
