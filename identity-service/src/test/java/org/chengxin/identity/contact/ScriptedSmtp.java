package org.chengxin.identity.contact;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A mail server that answers the line which names the recipient as it is told, or not at all; the rest it takes. */
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket door;
    private final @Nullable String greeting;
    private final String toRecipient;
    private final List<Socket> callers = new CopyOnWriteArrayList<>();

    /** @param greeting null: the server takes calls and says nothing */
    ScriptedSmtp(@Nullable String greeting, String toRecipient) throws IOException {
        this.door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.greeting = greeting;
        this.toRecipient = toRecipient;
        Thread.ofVirtual().start(this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    private void open() {
        try {
            while (!door.isClosed()) {
                var caller = door.accept();
                callers.add(caller);
                Thread.ofVirtual().start(() -> talk(caller));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void talk(Socket caller) {
        if (greeting == null) {
            return;
        }
        try (caller;
                var lines =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII))) {
            say(caller, greeting);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                say(caller, line.startsWith("RCPT") ? toRecipient : line.startsWith("QUIT") ? "221 bye" : "250 ok");
            }
        } catch (IOException gone) {
            // They hung up.
        }
    }

    private static void say(Socket caller, String line) throws IOException {
        caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var caller : callers) {
            caller.close();
        }
    }
}
