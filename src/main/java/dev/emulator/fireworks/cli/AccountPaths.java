package dev.emulator.fireworks.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths of accounts in the control API. */
final class AccountPaths {

    private AccountPaths() {}

    /** Does not validate the name, as the emulator does. */
    static String path(String account) {
        return "/_emulator/v1/accounts/" + URLEncoder.encode(account, StandardCharsets.UTF_8);
    }
}
