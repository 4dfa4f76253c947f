package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.ledger.SpendFacts;
import dev.dragoman.gateway.store.Row;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A row of the ledger as LiteLLM's API tells it. */
final class LogRow {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private LogRow() {}

    static JsonObject of(Row row) {
        Instant started = Instant.ofEpochMilli(row.number("started_at"));
        Instant ended = Instant.ofEpochMilli(row.number("ended_at"));
        return JsonObject.builder()
                .put("request_id", row.requiredText("request_id"))
                .put("call_type", row.requiredText("call_type"))
                .put("api_key", row.requiredText("api_key"))
                .put("spend", SpendFacts.dollars(row.number("spend")))
                .put("total_tokens", row.number("total_tokens"))
                .put("prompt_tokens", row.number("prompt_tokens"))
                .put("completion_tokens", row.number("completion_tokens"))
                .put("startTime", TIME.format(started))
                .put("endTime", TIME.format(ended))
                .put("request_duration_ms", ended.toEpochMilli() - started.toEpochMilli())
                .put("completionStartTime", time(row.time("first_token_at")))
                .put("model", row.requiredText("model"))
                .put("model_id", row.requiredText("model_id"))
                .put("model_group", row.requiredText("model_group"))
                .put("custom_llm_provider", row.requiredText("provider"))
                .put("api_base", row.requiredText("api_base"))
                .put("user", row.requiredText("user_id"))
                .put("metadata", metadata(row))
                .put("cache_hit", row.number("cache_hit") == 1 ? "True" : "False")
                .put("cache_key", row.requiredText("cache_key"))
                .put("request_tags", json(row.requiredText("tags")))
                .put("team_id", orNull(row.requiredText("team_id")))
                .put("organization_id", orNull(row.requiredText("organization_id")))
                .put("end_user", row.requiredText("end_user"))
                .put("requester_ip_address", orNull(row.requiredText("ip")))
                .put("messages", JsonObject.EMPTY)
                .put("response", JsonObject.EMPTY)
                .put("proxy_server_request", JsonObject.EMPTY)
                .put("session_id", orNull(row.requiredText("session_id")))
                .put("status", row.requiredText("status"))
                .put("mcp_namespaced_tool_name", JsonNull.NULL)
                .build();
    }

    private static JsonObject metadata(Row row) {
        JsonObject.Builder told = JsonObject.builder()
                .put("user_api_key", row.requiredText("api_key"))
                .put("user_api_key_user_id", orNull(row.requiredText("user_id")))
                .put("user_api_key_team_id", orNull(row.requiredText("team_id")))
                .put("user_api_key_org_id", orNull(row.requiredText("organization_id")))
                .put("status", row.requiredText("status"))
                .put("litellm_call_id", row.requiredText("call_id"))
                .put(
                        "usage_object",
                        JsonObject.builder()
                                .put("prompt_tokens", row.number("prompt_tokens"))
                                .put("completion_tokens", row.number("completion_tokens"))
                                .put("total_tokens", row.number("total_tokens"))
                                .put("cache_read_input_tokens", row.number("cache_read_tokens"))
                                .put("cache_creation_input_tokens", row.number("cache_creation_tokens"))
                                .build());
        if (row.number("estimated") == 1) {
            told.put("estimated", true);
        }
        JsonObject kept = json(row.requiredText("metadata")) instanceof JsonObject object ? object : JsonObject.EMPTY;
        return told.build().merged(kept);
    }

    static JsonValue json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException cut) {
            return new JsonString(text);
        }
    }

    private static JsonValue orNull(String text) {
        return text.isEmpty() ? JsonNull.NULL : new JsonString(text);
    }

    private static JsonValue time(@Nullable Instant time) {
        return time == null ? JsonNull.NULL : new JsonString(TIME.format(time));
    }
}
