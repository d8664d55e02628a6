package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class PoisonedRowOnPostgresqlTests extends PoisonedRowTests {}
