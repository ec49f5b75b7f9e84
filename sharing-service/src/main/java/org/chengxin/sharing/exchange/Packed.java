package org.chengxin.sharing.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.chengxin.sharing.signing.Seal;

/** A packed file that has its name only when it is whole. */
final class Packed {

    private final String name;
    private final Path unfinished;
    private final Path finished;
    private final MessageDigest digest = Seal.digest();
    private final OutputStream out;

    Packed(Path folder, String name) throws IOException {
        this.name = name;
        this.unfinished = folder.resolve(name + ".part");
        this.finished = folder.resolve(name);
        this.out = new GZIPOutputStream(new DigestOutputStream(Files.newOutputStream(unfinished), digest));
    }

    String name() {
        return name;
    }

    /** To be closed before {@link #finish} or {@link #discard}. */
    OutputStream out() {
        return out;
    }

    /** @return the SHA-256 of the packed file */
    String finish() throws IOException {
        Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        return HexFormat.of().formatHex(digest.digest());
    }

    void discard() throws IOException {
        Files.delete(unfinished);
    }
}
