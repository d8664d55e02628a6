package dev.emulator.fireworks.control;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class TransitionAndWaitOnPostgresqlTests extends TransitionAndWaitTests {}
