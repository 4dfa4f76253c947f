package dev.dragoman.gateway.access;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.Row;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells who changed what. */
public final class AuditLookup {

    private static final String COLUMNS =
            "id, changed_at, changed_by, changed_by_key, action, table_name, object_id, before_value, updated_values";
    /** The columns that are compared, by the parameters that ask for them. */
    private static final Map<String, String> FILTERS = Map.of(
            "changed_by", "changed_by",
            "changed_by_api_key", "changed_by_key",
            "action", "action",
            "table_name", "table_name",
            "object_id", "object_id");

    private static final Map<String, String> ORDERS = Map.of(
            "updated_at", "changed_at",
            "changed_by", "changed_by",
            "action", "action",
            "table_name", "table_name",
            "object_id", "object_id");

    private final Office office;

    public AuditLookup(Office office) {
        this.office = office;
    }

    /** {@code GET /audit}: page by page, the latest first. */
    public JsonObject list(Request request) {
        Paging paging = Paging.of(request, "page_size", 10, 100);
        List<@Nullable Object> values = new ArrayList<>();
        String where = where(request, values);
        String order = order(request);
        return office.look(request, desk -> {
            Long counted = desk.session()
                    .first("SELECT COUNT(*) AS n FROM audit" + where, row -> row.number("n"), values.toArray());
            long total = counted == null ? 0 : counted;
            List<JsonValue> told = desk.session()
                    .list(
                            "SELECT " + COLUMNS + " FROM audit" + where + order + " LIMIT " + paging.size() + " OFFSET "
                                    + paging.from(),
                            AuditLookup::told,
                            values.toArray());
            return JsonObject.builder()
                    .put("audit_logs", new JsonArray(told))
                    .put("total", total)
                    .put("page", paging.number())
                    .put("page_size", paging.size())
                    .put("total_pages", paging.pages(total))
                    .build();
        });
    }

    private static String where(Request request, List<@Nullable Object> values) {
        List<String> conditions = new ArrayList<>();
        FILTERS.forEach((parameter, column) -> {
            String wanted = request.query(parameter);
            if (wanted != null) {
                conditions.add(column + " = ?");
                values.add(wanted);
            }
        });
        Instant from = time(request, "start_date", false);
        if (from != null) {
            conditions.add("changed_at >= ?");
            values.add(from);
        }
        Instant until = time(request, "end_date", true);
        if (until != null) {
            conditions.add("changed_at < ?");
            values.add(until);
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /** A time, or the beginning of a day; the end of it where a period ends. */
    private static @Nullable Instant time(Request request, String name, boolean end) {
        String text = request.query(name);
        if (text == null) {
            return null;
        }
        Instant time = FieldKind.time(text);
        if (time != null) {
            return time;
        }
        try {
            Instant day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            return end ? day.plus(Duration.ofDays(1)) : day;
        } catch (DateTimeException none) {
            throw Schema.wrong(name, Schema.cut(text), "a day such as 2026-05-04, or a time");
        }
    }

    private static String order(Request request) {
        String by = request.query("sort_by");
        String column = ORDERS.get(by == null ? "updated_at" : by);
        if (column == null) {
            throw Schema.wrong(
                    "sort_by",
                    Schema.cut(String.valueOf(by)),
                    "one of " + ORDERS.keySet().stream().sorted().toList());
        }
        return " ORDER BY " + column + ("asc".equals(request.query("sort_order")) ? " ASC, id" : " DESC, id");
    }

    /** {@code GET /audit/{id}}. */
    public JsonObject one(Request request) {
        String id = String.valueOf(request.variable("id"));
        return office.look(request, desk -> {
            JsonObject found =
                    desk.session().first("SELECT " + COLUMNS + " FROM audit WHERE id = ?", AuditLookup::told, id);
            if (found == null) {
                throw Desk.absent("Audit log", id);
            }
            return found;
        });
    }

    private static JsonObject told(Row row) {
        return JsonObject.builder()
                .put("id", row.requiredText("id"))
                .put(
                        "updated_at",
                        Instant.ofEpochMilli(row.number("changed_at")).toString())
                .put("changed_by", text(row.text("changed_by")))
                .put("changed_by_api_key", text(row.text("changed_by_key")))
                .put("action", row.requiredText("action"))
                .put("table_name", row.requiredText("table_name"))
                .put("object_id", row.requiredText("object_id"))
                .put("before_value", document(row.text("before_value")))
                .put("updated_values", document(row.text("updated_values")))
                .build();
    }

    private static JsonValue text(@Nullable String text) {
        return text == null ? JsonNull.NULL : new JsonString(text);
    }

    private static JsonValue document(@Nullable String text) {
        return text == null ? JsonNull.NULL : Json.parseObject(text);
    }
}
