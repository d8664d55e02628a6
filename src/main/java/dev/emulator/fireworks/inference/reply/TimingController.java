package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.protojson.Empty;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sets how fast replies of inference requests arrive. */
@RestController
@RequestMapping("/_emulator/v1/accounts/{account}")
class TimingController {

    private final AccountTimings timings;

    TimingController(AccountTimings timings) {
        this.timings = timings;
    }

    /** Returns how fast the replies of the account's models arrive. */
    @GetMapping("/replyTiming")
    TimingSettings get(@PathVariable String account) {
        return timings.get(account);
    }

    /** Sets how fast the replies of the account's models arrive. A timing of a scripted reply has precedence. */
    @PutMapping("/replyTiming")
    TimingSettings set(@PathVariable String account, @RequestBody TimingSettings settings) {
        return timings.set(account, settings);
    }

    /** Removes the timing of the account, so that replies arrive at once. */
    @DeleteMapping("/replyTiming")
    Empty delete(@PathVariable String account) {
        timings.set(account, TimingSettings.NONE);
        return Empty.EMPTY;
    }
}
