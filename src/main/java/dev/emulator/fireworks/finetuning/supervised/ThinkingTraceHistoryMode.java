package dev.emulator.fireworks.finetuning.supervised;

/** How thinking traces of earlier turns are handled. */
enum ThinkingTraceHistoryMode {
    THINKING_TRACE_HISTORY_MODE_UNSPECIFIED,
    THINKING_TRACE_HISTORY_MODE_INTERLEAVED,
    THINKING_TRACE_HISTORY_MODE_PRESERVED
}
