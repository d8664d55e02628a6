package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class ObjectOnPostgresqlTests extends ObjectTests {}
