package dev.emulator.fireworks.inference;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The scripted replies of accounts, for scenarios that contain some. */
public interface ReplyScripts {

    /**
     * Adds a scripted reply to an account.
     *
     * @param reply in the format of the control API
     * @throws dev.emulator.fireworks.aip.ApiException if the reply is invalid or its id is in use
     */
    void add(String account, String id, JsonNode reply);

    /** @throws dev.emulator.fireworks.aip.ApiException NOT_FOUND if there is no such reply */
    void remove(String account, String id);

    /** Lists the scripted replies of an account in the order in which they are evaluated. */
    List<ReplyHits> hits(String account);
}
