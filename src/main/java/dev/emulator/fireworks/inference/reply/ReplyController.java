package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.protojson.Empty;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Manages the scripted replies of an account. */
@RestController
class ReplyController {

    private final Replies replies;

    ReplyController(Replies replies) {
        this.replies = replies;
    }

    /** Adds a scripted reply. Rejects a reply that can never answer a request, with the reason. */
    @PostMapping("/_emulator/v1/accounts/{account}/replies")
    ScriptedReply create(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String replyId,
            @RequestBody ScriptedReply reply) {
        return replies.add(account, replyId, reply);
    }

    /** Lists the scripted replies of the account in the order in which they are evaluated, each with the number of its hits. */
    @GetMapping("/_emulator/v1/accounts/{account}/replies")
    Page<ScriptedReply> list(@PathVariable String account) {
        var all = replies.list(account);
        return new Page<>("replies", all, "", all.size());
    }

    /** Returns a scripted reply, with the number of its hits. */
    @GetMapping("/_emulator/v1/accounts/{account}/replies/{reply}")
    ScriptedReply get(@PathVariable String account, @PathVariable String reply) {
        return replies.get(account, reply);
    }

    /** Deletes a scripted reply. */
    @DeleteMapping("/_emulator/v1/accounts/{account}/replies/{reply}")
    Empty delete(@PathVariable String account, @PathVariable String reply) {
        replies.remove(account, reply);
        return Empty.EMPTY;
    }

    /** Deletes all scripted replies of the account. */
    @PostMapping("/_emulator/v1/accounts/{account}/replies:clear")
    Empty clear(@PathVariable String account, @RequestBody Empty body) {
        replies.clear(account);
        return Empty.EMPTY;
    }
}
