package dev.emulator.fireworks.inference;

/**
 * The name of a model in a request.
 *
 * @param answerName the name in answers
 * @param model full name of a model, a deployment or a deployed model
 * @param deployment full name of the deployment that must answer; empty for the default one
 */
record ModelName(String answerName, String model, String deployment) {}
