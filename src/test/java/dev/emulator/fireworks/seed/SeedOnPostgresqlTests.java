package dev.emulator.fireworks.seed;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class SeedOnPostgresqlTests extends SeedTests {}
