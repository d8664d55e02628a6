package dev.emulator.fireworks.deployment;

/**
 * The query parameters of a create request.
 *
 * @param validateOnly whether the deployment is only returned, not created
 * @param disableAutoDeploy whether the base model is not loaded into the deployment
 * @param disableSpeculativeDecoding whether the draft model of the base model is not used
 * @param skipShapeValidation whether the shape need not be validated
 */
record CreateOptions(
        boolean validateOnly,
        boolean disableAutoDeploy,
        boolean disableSpeculativeDecoding,
        boolean skipShapeValidation) {

    static final CreateOptions NONE = new CreateOptions(false, false, false, false);
}
