package dev.emulator.fireworks.web;

import dev.emulator.fireworks.EmulatorProperties;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The host names that requests may use. They protect against DNS rebinding: a web page can point a name of its own to the emulator, but
 * only a name that exists in public DNS.
 */
@Component
class Hosts {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+(%[^]]*)?]");

    private static final Pattern PORT = Pattern.compile(":[^:\\]]*$");

    /** Public top-level domains consist of letters, or are punycode. Names in container networks often do not. */
    private static final Pattern TOP_LEVEL = Pattern.compile("[a-z]+|xn--[a-z0-9-]+");

    /** Reserved by the IETF and ICANN for private use. */
    private static final Set<String> PRIVATE = Set.of("localhost", "local", "internal", "test", "lan", "home.arpa");

    private final Set<String> known = new HashSet<>();

    Hosts(EmulatorProperties properties) {
        properties.hosts().forEach(host -> known.add(name(host)));
        var publicUrl = properties.publicUrl();
        var authority = publicUrl == null ? null : URI.create(publicUrl).getAuthority();
        if (authority != null) {
            known.add(name(authority.substring(authority.indexOf('@') + 1)));
        }
    }

    /** Returns the host name without its port, in lower case. */
    static String name(String host) {
        var name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    boolean areKnownAs(String name) {
        return name.indexOf('.') < 0
                || ADDRESS.matcher(name).matches()
                || known.contains(name)
                || !TOP_LEVEL.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()
                || PRIVATE.stream().anyMatch(domain -> name.endsWith("." + domain));
    }
}
