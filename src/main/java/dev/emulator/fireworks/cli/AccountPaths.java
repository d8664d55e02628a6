package dev.emulator.fireworks.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the control API has the world of an account. */
final class AccountPaths {

    private AccountPaths() {}

    /** Whatever was typed: what is no account's name is refused by the emulator, which knows the rule. */
    static String path(String account) {
        return "/_emulator/v1/accounts/" + URLEncoder.encode(account, StandardCharsets.UTF_8);
    }
}
