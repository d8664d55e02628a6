package dev.emulator.fireworks.finetuning.supervised;

/** What becomes of thinking traces in earlier turns. */
enum ThinkingTraceHistoryMode {
    THINKING_TRACE_HISTORY_MODE_UNSPECIFIED,
    THINKING_TRACE_HISTORY_MODE_INTERLEAVED,
    THINKING_TRACE_HISTORY_MODE_PRESERVED
}
