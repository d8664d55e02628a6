package dev.emulator.fireworks.account;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.auth.Caller;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints of accounts. */
@RestController
class AccountController {

    private final AccountService accounts;

    AccountController(AccountService accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/v1/accounts")
    Page<Account> list(ListQuery query, Caller caller) {
        return accounts.list(caller.accounts(), query);
    }

    @GetMapping("/v1/accounts/{account}")
    Account get(@PathVariable String account) {
        return accounts.get(account);
    }

    /** Returns the account and developer of the API key in headers and without a body, as observed. */
    @GetMapping("/verifyApiKey")
    void verifyApiKey(Caller caller, HttpServletResponse response) {
        response.setHeader("x-fireworks-account-id", caller.accounts().get(0));
        response.setHeader("x-fireworks-developer-email", caller.email());
    }
}
