package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class TrainingInputRulesOnPostgresqlTests extends TrainingInputRulesTests {}
