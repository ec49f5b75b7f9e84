package org.chengxin.identity.vault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data keys there are. */
interface DataKeys {

    /** The one that encrypts new values. */
    DataKey current();

    /** The one with this name, null when there is none. */
    @Nullable
    DataKey named(String name);

    /** Names of keys whose values are to be encrypted anew: of another suite or under another root key. */
    List<String> stale();
}
