package dev.emulator.fireworks.resource;

import dev.emulator.fireworks.account.AccountService;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.store.ResourceRepository;
import dev.emulator.fireworks.validation.Validation;
import org.springframework.stereotype.Component;

/** What every {@link ResourceService} is built on. */
@Component
public record ResourceSupport(
        ResourceRepository repository,
        ResourceIds ids,
        AccountService accounts,
        AccountClocks clocks,
        Validation validation,
        ProtoJson protoJson) {}
