package org.chengxin.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One command at a time starts or stops parts of a suite. */
final class Lock implements AutoCloseable {

    private final FileChannel channel;

    private Lock(FileChannel channel) {
        this.channel = channel;
    }

    static Lock on(Layout layout) {
        try {
            FileChannel channel = FileChannel.open(
                    layout.home().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new Complaint(
                        "Another command is starting or stopping this suite right now: wait until it is done.");
            }
            return new Lock(channel);
        } catch (IOException e) {
            throw new Complaint("The folder " + layout.home() + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Complaint("The lock of the suite could not be released: " + e.getMessage() + ".", e);
        }
    }
}
