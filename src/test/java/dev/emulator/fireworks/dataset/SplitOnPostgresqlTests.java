package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class SplitOnPostgresqlTests extends SplitTests {}
