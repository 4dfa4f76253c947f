package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.Database;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.util.List;

/** Reads tables of LiteLLM's database. */
record LiteLlmRows(Database from) {

    /** All rows of a table; none when this version of LiteLLM has no such table. */
    List<JsonObject> of(String table) {
        return from.read(session -> {
            Long there = session.first(
                    "SELECT COUNT(*) AS n FROM information_schema.tables WHERE table_name = ?"
                            + " AND table_schema = CURRENT_SCHEMA()",
                    row -> row.number("n"),
                    table);
            return there == null || there == 0
                    ? List.of()
                    : session.list(
                            "SELECT row_to_json(t)::text AS document FROM \"" + table + "\" t",
                            row -> Json.parseObject(row.requiredText("document")));
        });
    }
}
