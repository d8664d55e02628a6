package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ReplyTiming;
import dev.emulator.fireworks.inference.ReplyTimings;
import dev.emulator.fireworks.store.AccountSettings;
import dev.emulator.fireworks.store.ResourceIds;
import org.springframework.stereotype.Component;

/** The timing of the replies of all accounts. */
@Component
public class AccountTimings implements ReplyTimings {

    private final AccountSettings<TimingSettings> documents;
    private final ResourceIds ids;

    AccountTimings(AccountSettings.Factory factory, ResourceIds ids) {
        this.documents = factory.open("replyTiming", TimingSettings.class, (account, settings) -> settings.check());
        this.ids = ids;
    }

    @Override
    public ReplyTiming of(Prompt prompt) {
        return documents
                .find(prompt.account())
                .map(settings -> settings.of(prompt.model()).timing())
                .orElse(ReplyTiming.IMMEDIATE);
    }

    public TimingSettings get(String account) {
        return documents.find(ids.validAccountId(account)).orElse(TimingSettings.NONE);
    }

    /** @throws ApiException INVALID_ARGUMENT */
    public TimingSettings set(String account, TimingSettings settings) {
        ids.validAccountId(account);
        settings.check();
        return documents.change(account, before -> settings);
    }
}
