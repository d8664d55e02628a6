package dev.emulator.fireworks.audit;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class PollingAuditOnPostgresqlTests extends PollingAuditTests {}
