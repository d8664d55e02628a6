package dev.emulator.fireworks.deployment;

/** Whether a deployment answers requests while it loads weights. */
enum HotLoadTransitionType {
    HOT_LOAD_TRANSITION_TYPE_UNSPECIFIED,
    ASYNC,
    SYNC
}
