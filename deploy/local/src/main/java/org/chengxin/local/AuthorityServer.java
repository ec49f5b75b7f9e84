package org.chengxin.local;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** The simulated public authority as a process of its own, so that it can be slow or dead like the real one. */
final class AuthorityServer implements Server {

    private final Ports ports;
    private final Toolbox toolbox;

    AuthorityServer(Ports ports, Toolbox toolbox) {
        this.ports = ports;
        this.toolbox = toolbox;
    }

    @Override
    public Part part() {
        return Part.AUTHORITY;
    }

    @Override
    public void prepare() throws InterruptedException {
        toolbox.libraries();
    }

    @Override
    public Launch launch() throws InterruptedException {
        return new Launch(
                List.of(
                        Jdk.java(),
                        "-Xms16m",
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        toolbox.ownClassPath(),
                        Authority.class.getName(),
                        Integer.toString(ports.of(Part.AUTHORITY))),
                Map.of());
    }

    @Override
    public boolean ready() throws InterruptedException {
        return Http.answers(URI.create("http://127.0.0.1:" + ports.of(Part.AUTHORITY) + "/ready"));
    }
}
