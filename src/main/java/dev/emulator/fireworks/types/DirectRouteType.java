package dev.emulator.fireworks.types;

/** How a deployment can be reached without the gateway of the API. */
public enum DirectRouteType {
    DIRECT_ROUTE_TYPE_UNSPECIFIED,
    INTERNET,
    GCP_PRIVATE_SERVICE_CONNECT,
    AWS_PRIVATELINK
}
