package dev.emulator.fireworks.deployment;

/** The performance profile of a deployment. */
record AutoTune(boolean longPrompt) {}
