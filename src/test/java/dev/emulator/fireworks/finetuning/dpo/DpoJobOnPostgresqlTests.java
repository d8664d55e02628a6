package dev.emulator.fireworks.finetuning.dpo;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class DpoJobOnPostgresqlTests extends DpoJobTests {}
