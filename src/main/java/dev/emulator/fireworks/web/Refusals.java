package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.routes.Routes;

/** Creates the errors for requests without a controller: 501 for known calls that are not emulated, 404 for unknown ones. */
final class Refusals {

    private Refusals() {}

    static ApiException of(String method, String path) {
        var matching = Routes.at(path);
        return matching.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .map(route -> new ApiException(
                        Code.UNIMPLEMENTED, route.id() + " (" + method + " " + route.path() + ") is not emulated yet"))
                .orElseGet(() -> matching.isEmpty()
                        ? new ApiException(Code.NOT_FOUND, "Not Found")
                        : new ApiException(Code.UNIMPLEMENTED, "Method Not Allowed"));
    }
}
