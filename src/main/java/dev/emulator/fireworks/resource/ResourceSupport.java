package dev.emulator.fireworks.resource;

import dev.emulator.fireworks.account.AccountService;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.store.ResourceRepository;
import dev.emulator.fireworks.validation.Validation;
import org.springframework.stereotype.Component;

/** The common dependencies of every {@link ResourceService}. */
@Component
public record ResourceSupport(
        ResourceRepository repository,
        ResourceIds ids,
        AccountService accounts,
        AccountClocks clocks,
        Validation validation,
        ProtoJson protoJson) {}
