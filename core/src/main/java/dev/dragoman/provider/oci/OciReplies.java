package dev.dragoman.provider.oci;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers in OpenAI's words. */
final class OciReplies {

    private OciReplies() {}

    /** A whole answer. */
    static JsonObject reply(JsonObject told) {
        JsonObject response = told.object("chatResponse");
        if (response == null) {
            return told;
        }
        String failure = response.string("errorMessage");
        if (failure != null && !failure.isBlank()) {
            return JsonObject.of("error", JsonObject.of("message", new JsonString(failure)));
        }
        JsonObject.Builder reply = JsonObject.builder()
                .putIfPresent("model", told.string("modelId"))
                .putIfPresent("created", seconds(response.string("timeCreated")))
                .put("choices", choices(response));
        return reply.putIfPresent("usage", usage(response.object("usage"))).build();
    }

    private static JsonArray choices(JsonObject response) {
        if (CohereV2Format.NAME.equals(response.string("apiFormat"))) {
            return JsonArray.of(secondChoice(response));
        }
        boolean cohere = response.has("text") || "COHERE".equals(response.string("apiFormat"));
        return cohere ? JsonArray.of(cohereChoice(response)) : choices(response.array("choices"));
    }

    private static @Nullable Long seconds(@Nullable String time) {
        try {
            return time == null ? null : (Long) Instant.parse(time).getEpochSecond();
        } catch (DateTimeException unreadable) {
            // The time of the call will do.
            return null;
        }
    }

    private static JsonArray choices(@Nullable JsonArray choices) {
        List<JsonValue> told = new ArrayList<>();
        for (JsonValue choice : choices == null ? JsonArray.EMPTY : choices) {
            if (choice instanceof JsonObject one) {
                told.add(JsonObject.builder()
                        .put("index", Objects.requireNonNullElse(one.integer("index"), (long) told.size()))
                        .put("message", message(Objects.requireNonNullElse(one.object("message"), JsonObject.EMPTY)))
                        .putIfPresent("finish_reason", finish(one.string("finishReason")))
                        .build());
            }
        }
        return new JsonArray(told);
    }

    private static JsonObject cohereChoice(JsonObject response) {
        String text = response.string("text");
        JsonArray calls = response.array("toolCalls");
        JsonObject.Builder message = JsonObject.builder()
                .put("role", "assistant")
                .put("content", text == null || text.isEmpty() ? JsonNull.NULL : new JsonString(text));
        if (calls != null && !calls.isEmpty()) {
            message.put("tool_calls", calls(calls));
        }
        JsonArray citations = response.array("citations");
        if (citations != null && !citations.isEmpty()) {
            message.put("provider_specific_fields", JsonObject.of("citations", JsonArray.of(citations)));
        }
        return JsonObject.builder()
                .put("index", 0)
                .put("message", message.build())
                .put("finish_reason", Objects.requireNonNullElse(finish(response.string("finishReason")), "stop"))
                .build();
    }

    private static JsonObject secondChoice(JsonObject response) {
        JsonObject told = Objects.requireNonNullElse(response.object("message"), JsonObject.EMPTY);
        JsonObject message = secondMessage(told);
        JsonArray citations = told.array("citations");
        return JsonObject.builder()
                .put("index", 0)
                .put(
                        "message",
                        citations == null || citations.isEmpty()
                                ? message
                                : message.with(
                                        "provider_specific_fields",
                                        JsonObject.of("citations", JsonArray.of(citations))))
                .put("finish_reason", Objects.requireNonNullElse(finish(response.string("finishReason")), "stop"))
                .build();
    }

    /** A message of the format COHEREV2, or a piece of one; what a model plans to do with tools is a thought. */
    static JsonObject secondMessage(JsonObject message) {
        JsonArray content = message.array("content");
        JsonArray calls = message.array("toolCalls");
        String text = text(content);
        String plan = message.string("toolPlan");
        String thought = joined(content, "thinking");
        return JsonObject.builder()
                .put("role", "assistant")
                .put("content", text == null ? JsonNull.NULL : new JsonString(text))
                .putIfPresent("reasoning_content", thought == null ? plan : thought)
                .putIfPresent("tool_calls", calls == null || calls.isEmpty() ? null : secondCalls(calls))
                .build();
    }

    private static JsonArray secondCalls(JsonArray calls) {
        List<JsonValue> told = new ArrayList<>(calls.size());
        for (JsonValue item : calls) {
            if (item instanceof JsonObject call) {
                told.add(call(flat(call)));
            }
        }
        return new JsonArray(told);
    }

    /** A call with its function's members beside its id, as the other formats have them. */
    static JsonObject flat(JsonObject call) {
        JsonObject function = call.object("function");
        return function == null ? call : call.without("function").merged(function);
    }

    /** A message, or a piece of one. */
    static JsonObject message(JsonObject message) {
        JsonArray calls = message.array("toolCalls");
        String text = text(message.array("content"));
        return JsonObject.builder()
                .put("role", "assistant")
                .put("content", text == null ? JsonNull.NULL : new JsonString(text))
                .putIfPresent("refusal", message.string("refusal"))
                .putIfPresent("reasoning_content", message.string("reasoningContent"))
                .putIfPresent("annotations", message.array("annotations"))
                .putIfPresent("tool_calls", calls == null || calls.isEmpty() ? null : calls(calls))
                .build();
    }

    static @Nullable String text(@Nullable JsonArray content) {
        return joined(content, "text");
    }

    private static @Nullable String joined(@Nullable JsonArray content, String member) {
        StringBuilder text = new StringBuilder();
        for (JsonValue part : content == null ? JsonArray.EMPTY : content) {
            String piece = part instanceof JsonObject object ? object.string(member) : null;
            text.append(piece == null ? "" : piece);
        }
        return text.isEmpty() ? null : text.toString();
    }

    private static JsonArray calls(JsonArray calls) {
        List<JsonValue> told = new ArrayList<>(calls.size());
        for (JsonValue call : calls) {
            if (call instanceof JsonObject one) {
                told.add(call(one));
            }
        }
        return new JsonArray(told);
    }

    /** A call; Cohere's have parameters in place of arguments as text. */
    static JsonObject call(JsonObject call) {
        JsonObject parameters = call.object("parameters");
        String arguments = parameters == null ? call.string("arguments") : parameters.toJson();
        JsonObject function = JsonObject.builder()
                .putIfPresent("name", call.string("name"))
                .put("arguments", Objects.requireNonNullElse(arguments, ""))
                .build();
        return JsonObject.builder()
                .putIfPresent("id", call.string("id"))
                .put("type", "function")
                .put("function", function)
                .build();
    }

    static @Nullable String finish(@Nullable String reason) {
        return switch (reason) {
            case null -> null;
            case "COMPLETE", "USER_CANCEL", "STOP_SEQUENCE" -> "stop";
            case "TOOL_CALL" -> "tool_calls";
            case "MAX_TOKENS", "ERROR_LIMIT" -> "length";
            case "ERROR_TOXIC" -> "content_filter";
            default -> reason.toLowerCase(Locale.ROOT);
        };
    }

    /** Counts under OpenAI's names, at every depth. */
    static @Nullable JsonObject usage(@Nullable JsonObject usage) {
        if (usage == null) {
            return null;
        }
        JsonObject.Builder told = JsonObject.builder();
        usage.forEach((name, value) -> {
            if (value instanceof JsonObject inner) {
                told.putIfPresent(OciNames.snake(name), usage(inner));
            } else if (value instanceof JsonNumber) {
                told.put(OciNames.snake(name), value);
            }
        });
        return told.build();
    }
}
