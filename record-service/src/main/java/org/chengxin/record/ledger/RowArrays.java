package org.chengxin.record.ledger;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many rows as one array for each column: what PostgreSQL takes in fastest short of a copy, and with one statement.
 *
 * <p>The columns are the components of a Java record by name: {@code displayUntil} is {@code display_until}.
 *
 * @param <R> the row
 */
final class RowArrays<R extends Record> {

    private static final Map<Class<?>, String> SQL_TYPES = Map.of(
            UUID.class, "uuid",
            int.class, "integer",
            boolean.class, "boolean",
            LocalDate.class, "date",
            Instant.class, "timestamptz",
            Map.class, "jsonb",
            List.class, "text[]");

    private final List<RecordComponent> components;
    private final List<String> columns;
    private final JsonMapper json;

    RowArrays(Class<R> row, JsonMapper json) {
        this.components = List.of(row.getRecordComponents());
        this.components.forEach(component -> component.getAccessor().setAccessible(true));
        this.columns = components.stream().map(RowArrays::column).toList();
        this.json = json;
    }

    /** {@code id, version, subject_id}. */
    String columns() {
        return String.join(", ", columns);
    }

    /** {@code version = excluded.version, subject_id = excluded.subject_id}, without those that never change. */
    String changes(Predicate<String> changing) {
        return columns.stream()
                .filter(changing)
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
    }

    /** The rows as a select over the parameters that {@link #bind} sets. */
    String select() {
        var casts = IntStream.range(0, columns.size())
                .mapToObj(nth -> columns.get(nth) + "::" + type(nth))
                .collect(Collectors.joining(", "));
        var arrays = columns.stream().map(column -> ":" + column).collect(Collectors.joining(", "));
        return "select " + casts + " from unnest(" + arrays + ") as n (" + columns() + ")";
    }

    StatementSpec bind(StatementSpec statement, List<R> rows) {
        var bound = statement;
        for (var nth = 0; nth < columns.size(); nth++) {
            bound = bound.param(columns.get(nth), array(components.get(nth), rows));
        }
        return bound;
    }

    private String type(int nth) {
        return SQL_TYPES.getOrDefault(components.get(nth).getType(), "text");
    }

    private Object array(RecordComponent component, List<R> rows) {
        var values = rows.stream().map(row -> value(component, row));
        if (component.getType() == int.class) {
            return values.toArray(Integer[]::new);
        }
        return component.getType() == boolean.class
                ? values.toArray(Boolean[]::new)
                : values.map(this::text).toArray(String[]::new);
    }

    private @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> json.writeValueAsString(object);
            case List<?> texts -> literal(texts);
            case null, default -> Objects.toString(value, null);
        };
    }

    /** A PostgreSQL array of texts, each in quotes. */
    private static String literal(List<?> texts) {
        return texts.stream()
                .map(text -> '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable Object value(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record's component can be read: " + component.getName(), e);
        }
    }

    private static String column(RecordComponent component) {
        return Arrays.stream(component.getName().split("(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("_"));
    }
}
