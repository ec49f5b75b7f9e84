package org.chengxin.sharing.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Statements that go to the database together, in the order in which they were added: one message and one wait instead of
 * one for each, in the transaction that is open when they are sent.
 */
public final class OneMessage {

    private final StringJoiner statements = new StringJoiner(";\n");
    private final Map<String, @Nullable Object> values = new HashMap<>();

    /** Adds a statement that answers nothing. */
    public Statement add(String statement) {
        statements.add(statement.strip());
        return new Statement();
    }

    /** @throws org.springframework.dao.DataAccessException when any of them fails; the transaction is lost then */
    public void send(JdbcClient jdbc) {
        jdbc.sql(statements.toString()).params(values).update();
    }

    /** Takes the values of the statement that was added last; a name means the same in all statements of a message. */
    public final class Statement {

        private Statement() {}

        public Statement with(String name, @Nullable Object value) {
            values.put(name, value);
            return this;
        }
    }
}
