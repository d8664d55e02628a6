package dev.emulator.fireworks.world;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class ImportRulesOnPostgresqlTests extends ImportRulesTests {}
