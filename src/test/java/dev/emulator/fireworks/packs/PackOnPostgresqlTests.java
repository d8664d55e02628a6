package dev.emulator.fireworks.packs;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class PackOnPostgresqlTests extends PackTests {}
