package org.chengxin.sharing.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** What happens in the database and on the line, in its order: reading of records, entries, commits, bytes that leave. */
final class Journal extends OncePerRequestFilter implements BeanPostProcessor, Ordered {

    /** What matters here. */
    enum Act {
        READ,
        ENTER,
        COMMIT,
        ANSWER
    }

    private static final Set<String> RUNS = Set.of("execute", "executeQuery", "executeUpdate", "executeBatch");

    private final List<Act> acts = new ArrayList<>();

    synchronized void begin() {
        acts.clear();
    }

    private synchronized void add(Act act) {
        acts.add(act);
    }

    synchronized boolean saw(Act act) {
        return acts.contains(act);
    }

    /** Whether a byte left after records were read and before their entry was committed. */
    synchronized boolean answeredBeforeTheEntryStood() {
        boolean owed = false;
        boolean entered = false;
        for (var act : acts) {
            switch (act) {
                case READ -> owed = true;
                case ENTER -> entered = true;
                case COMMIT -> {
                    owed = owed && !entered;
                    entered = false;
                }
                case ANSWER -> {
                    if (owed) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void ran(String sql) {
        var text = sql.toLowerCase(Locale.ROOT).strip();
        boolean changes = text.contains("insert into") || text.contains("delete from") || text.startsWith("update");
        if (text.contains("insert into access_entry") || text.contains("insert into bulk_pull")) {
            add(Act.ENTER);
        } else if (text.contains("records_under_grant")
                || text.contains("records_of_person")
                || !changes && (text.contains("shared_record") || text.contains("exchange."))) {
            add(Act.READ);
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? watched(DataSource.class, source, null) : bean;
    }

    /** The same object, watched; what it hands out is watched too. */
    private <T> T watched(Class<T> type, T target, String sql) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    try {
                        if (sql != null && RUNS.contains(method.getName())) {
                            ran(sql);
                        }
                        var result = method.invoke(target, arguments);
                        if (method.getName().equals("commit")) {
                            add(Act.COMMIT);
                        }
                        return switch (result) {
                            case Connection connection
                            when !method.getName().equals("unwrap") -> watched(Connection.class, connection, null);
                            case PreparedStatement statement
                            when arguments != null && arguments[0] instanceof String text ->
                                watched(PreparedStatement.class, statement, text);
                            case null, default -> result;
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public ServletOutputStream getOutputStream() throws IOException {
                return new Watched(super.getOutputStream());
            }
        });
    }

    private final class Watched extends ServletOutputStream {

        private final ServletOutputStream out;

        private Watched(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int sign) throws IOException {
            add(Act.ANSWER);
            out.write(sign);
        }

        @Override
        public void write(byte[] content, int from, int length) throws IOException {
            add(Act.ANSWER);
            out.write(content, from, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
