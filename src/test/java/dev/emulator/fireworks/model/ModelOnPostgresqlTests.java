package dev.emulator.fireworks.model;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class ModelOnPostgresqlTests extends ModelTests {}
