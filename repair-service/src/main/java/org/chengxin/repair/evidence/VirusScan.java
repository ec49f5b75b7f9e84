package org.chengxin.repair.evidence;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Asks clamd about a file (its INSTREAM command), where one is configured. */
@Component
class VirusScan {

    private static final int PORT = 3310;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 30_000;
    private static final int CHUNK = 64 * 1024;
    private static final int MOST_ANSWER = 1024;

    /** What clamd says. */
    enum Finding {
        CLEAN,
        INFECTED,
        /** It could not be asked: the file must wait. */
        UNANSWERED
    }

    private final String address;

    VirusScan(@Value("${chengxin.evidence.clamd}") String address, Environment environment) {
        if (address.isEmpty() && environment.acceptsProfiles(Profiles.of("production"))) {
            throw new IllegalStateException("CHENGXIN_CLAMD is not set: in production no paper is taken unscanned");
        }
        this.address = address;
    }

    @SuppressWarnings("AddressSelection") // the scanner's name stands for one machine
    Finding scan(byte[] content) {
        if (address.isEmpty()) {
            return Finding.CLEAN;
        }
        int colon = address.lastIndexOf(':');
        var host = colon < 0 ? address : address.substring(0, colon);
        int port = colon < 0 ? PORT : Integer.parseInt(address.substring(colon + 1));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            var out = new DataOutputStream(socket.getOutputStream());
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            for (int at = 0; at < content.length; at += CHUNK) {
                int length = Math.min(CHUNK, content.length - at);
                out.writeInt(length);
                out.write(content, at, length);
            }
            out.writeInt(0);
            out.flush();
            var answer = new String(socket.getInputStream().readNBytes(MOST_ANSWER), StandardCharsets.US_ASCII);
            if (answer.contains("FOUND")) {
                return Finding.INFECTED;
            }
            return answer.startsWith("stream: OK") ? Finding.CLEAN : Finding.UNANSWERED;
        } catch (IOException _) {
            return Finding.UNANSWERED;
        }
    }
}
