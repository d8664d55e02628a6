package dev.emulator.fireworks.resource;

import dev.emulator.fireworks.aip.ResourceName;

/**
 * The methods that seeds need to create resources with states.
 *
 * @param <T> the resource in the API
 * @param <S> the fields that clients can set
 */
public interface StatefulResources<T extends Record, S extends Record> {

    String collection();

    /** The record of the resource in the API. */
    Class<T> message();

    ResourceName name(String account, String id);

    boolean exists(ResourceName name);

    /** Checks a specification without the resources that it refers to. */
    void check(S spec);

    /** Creates a resource without a response to a client. */
    void create(ResourceName name, S spec, String createdBy);
}
