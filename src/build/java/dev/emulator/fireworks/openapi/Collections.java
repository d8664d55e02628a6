package dev.emulator.fireworks.openapi;

import dev.emulator.fireworks.routes.Routes;

/** Tells from a path which collection it belongs to. */
final class Collections {

    private static final String ACCOUNT = "/v1/accounts/{account_id}/";

    private Collections() {}

    static String of(String path) {
        if (Routes.isInference(path)) {
            return "inference";
        }
        var rest = path.startsWith(ACCOUNT) ? path.substring(ACCOUNT.length()) : path.replaceFirst("^/(v1/)?", "");
        return rest.split("[/:]")[0];
    }
}
