package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class FaultBreakageOnPostgresqlTests extends FaultBreakageTests {}
