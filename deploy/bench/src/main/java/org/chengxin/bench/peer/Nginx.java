package org.chengxin.bench.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.local.Complaint;

/** nginx in the gateway's place: hands everything to one service and looks at nothing. */
public final class Nginx implements AutoCloseable {

    private static final String PROGRAM = "nginx";
    private static final long PATIENCE_SECONDS = 20;

    private final Tool tool;
    private final URI address;

    private Nginx(Tool tool, URI address) {
        this.tool = tool;
        this.address = address;
    }

    /**
     * Starts it in front of a service.
     *
     * @param folder for its settings and log
     * @return empty when this machine has none
     */
    public static Optional<Nginx> before(URI service, Path folder) throws IOException, InterruptedException {
        var program = Tool.installed(PROGRAM);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Files.createDirectories(folder);
        int port = Tool.freePort();
        var settings = Files.writeString(folder.resolve("nginx.conf"), settings(service, folder, port));
        var log = folder.resolve("nginx.log");
        var tool = Tool.start(
                log,
                List.of(program.get().toString(), "-p", folder.toString(), "-e", "stderr", "-c", settings.toString()));
        var nginx = new Nginx(tool, URI.create("http://127.0.0.1:" + port));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!nginx.listens()) {
            if (tool.ended() || System.nanoTime() > end) {
                nginx.close();
                throw new Complaint("nginx did not start; its log may say why: " + log);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return Optional.of(nginx);
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    /** Processor seconds up to now. */
    public double used() {
        return CpuTime.used(tool.process());
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String settings(URI service, Path folder, int port) {
        return """
            daemon off;
            USER
            worker_processes auto;
            pid FOLDER/nginx.pid;
            error_log stderr warn;
            events { worker_connections 1024; }
            http {
                access_log off;
                client_body_temp_path FOLDER/body;
                proxy_temp_path FOLDER/proxy;
                fastcgi_temp_path FOLDER/fastcgi;
                uwsgi_temp_path FOLDER/uwsgi;
                scgi_temp_path FOLDER/scgi;
                upstream service { server SERVICE; keepalive 64; }
                server {
                    listen 127.0.0.1:PORT;
                    location / {
                        proxy_pass http://service;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_set_header Host $host;
                    }
                }
            }
            """
                // Its workers would otherwise be somebody who may not enter the folder.
                .replace("USER", "root".equals(System.getProperty("user.name")) ? "user root;" : "")
                .replaceAll("FOLDER", Matcher.quoteReplacement(folder.toString()))
                .replace("SERVICE", "127.0.0.1:" + service.getPort())
                .replace("PORT", Integer.toString(port));
    }

    @Override
    public void close() {
        tool.close();
    }
}
