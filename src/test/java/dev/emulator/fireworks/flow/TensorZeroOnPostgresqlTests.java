package dev.emulator.fireworks.flow;

import dev.emulator.fireworks.story.OnPostgresql;

@OnPostgresql
class TensorZeroOnPostgresqlTests extends TensorZeroTests {}
