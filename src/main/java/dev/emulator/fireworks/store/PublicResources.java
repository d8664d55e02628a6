package dev.emulator.fireworks.store;

import java.util.List;

/** Resources of one type that all accounts can read. They belong to {@link #ACCOUNT} and are not in the database. */
public interface PublicResources {

    String ACCOUNT = "fireworks";

    /** As an account in a path, it stands for all accounts. */
    String WILDCARD = "-";

    /** Whether an account in a path means the public resources. */
    static boolean belongTo(String account) {
        return account.equals(ACCOUNT) || account.equals(WILDCARD);
    }

    /** The resource's name in URLs. */
    String collection();

    List<String> ids();
}
