package org.chengxin.gateway;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** A service, in the container that the real ones use, whose answers are written while the test looks on. */
public final class LiveService {

    /** What the service does with a request. */
    public interface Work {
        void on(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private final Tomcat server = new Tomcat();
    private volatile Work work = (_, response) -> response.sendError(404);

    LiveService() {
        try {
            server.setBaseDir(Files.createTempDirectory("live-service").toString());
            server.setPort(0);
            server.getConnector().setProperty("address", "127.0.0.1");
            var context = server.addContext("", null);
            Tomcat.addServlet(context, "work", new HttpServlet() {
                @Override
                protected void service(HttpServletRequest request, HttpServletResponse response)
                        throws ServletException, IOException {
                    work.on(request, response);
                }
            });
            context.addServletMapping("/*", "work");
            server.start();
        } catch (IOException | LifecycleException fault) {
            throw new IllegalStateException(fault);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getConnector().getLocalPort();
    }

    public void does(Work next) {
        work = next;
    }
}
