package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class JournalQueryOnPostgresqlTests extends JournalQueryTests {}
