package org.chengxin.sharing.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where receivers fetch the files of an export when it is not our own folder. */
interface FileStore {

    /** The SHA-256 of what stands under this name, if anything does. */
    Optional<String> sha256(String name) throws IOException;

    /**
     * Puts a file there, whole or not at all.
     *
     * @param sha256 what the file has to have; another content is not put
     * @throws IOException when the store does not answer, refuses, or has got something else; it may be tried again
     */
    void put(String name, Path file, String sha256) throws IOException;
}
