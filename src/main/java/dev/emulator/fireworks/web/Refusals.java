package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.routes.Routes;

/** What to say to a call that no controller takes: one that is not emulated is told from one that does not exist. */
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
