package dev.dragoman.bench.load;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Chat requests in OpenAI's format as agents send them: a system prompt, tools, and turns of questions, tool calls and
 * tool results, grown to a size. The same in every run. Not thread-safe.
 */
public final class ChatBodies {

    private static final int SMALL = 4_000;

    private final Prose prose;
    private final String model;
    private final boolean stream;
    private int calls;

    private ChatBodies(Prose prose, String model, boolean stream) {
        this.prose = prose;
        this.model = model;
        this.stream = stream;
    }

    /** A request of about that many bytes, in one or the other kind of text. */
    public static byte[] of(int bytes, String model, boolean stream, Prose prose) {
        return Json.bytes(new ChatBodies(prose, model, stream).grow(bytes));
    }

    /** Prints a request of about that many bytes, for a model; these are the arguments. */
    public static void main(String[] arguments) throws IOException {
        System.out.write(of(Integer.parseInt(arguments[0]), arguments[1], false));
        System.out.flush();
    }

    /** A request of about that many bytes in English. */
    public static byte[] of(int bytes, String model, boolean stream) {
        return of(bytes, model, stream, Prose.ascii(42));
    }

    private JsonObject grow(int bytes) {
        List<JsonValue> tools = new ArrayList<>();
        for (int i = 0; bytes > SMALL && i < 10 + bytes / 40_000; i++) {
            tools.add(tool(i));
        }
        List<JsonValue> messages = new ArrayList<>();
        messages.add(message("system", prose.sentences(Math.min(4_000, bytes / 3))));
        int missing = bytes - size(tools, messages);
        while (missing > SMALL) {
            missing -= turn(messages, missing);
        }
        messages.add(message("user", ""));
        messages.set(
                messages.size() - 1, message("user", prose.sentences(Math.max(20, bytes - size(tools, messages)))));
        return body(tools, messages);
    }

    private int size(List<JsonValue> tools, List<JsonValue> messages) {
        return Json.bytes(body(tools, messages)).length;
    }

    private JsonObject body(List<JsonValue> tools, List<JsonValue> messages) {
        JsonObject.Builder body = JsonObject.builder()
                .put("model", model)
                .put("messages", new JsonArray(messages))
                .put("max_tokens", 1024)
                .put("user", "user-7f3a");
        if (!tools.isEmpty()) {
            body.put("tools", new JsonArray(tools)).put("tool_choice", "auto");
        }
        if (stream) {
            body.put("stream", true);
        }
        return body.build();
    }

    /** One question, the tool call it leads to, its result and the answer; returns how many bytes that is. */
    private int turn(List<JsonValue> messages, int missing) {
        String id = "call_%08d".formatted(calls++);
        List<JsonValue> turn = List.of(
                message("user", prose.sentences(300)),
                toolCall(id),
                JsonObject.builder()
                        .put("role", "tool")
                        .put("tool_call_id", id)
                        .put("content", prose.code(Math.min(12_000, missing / 3)))
                        .build(),
                message("assistant", prose.sentences(600)));
        messages.addAll(turn);
        return Json.bytes(new JsonArray(turn)).length;
    }

    private JsonObject toolCall(String id) {
        JsonObject arguments = JsonObject.builder()
                .put("path", prose.word() + ".java")
                .put("lines", 200)
                .build();
        JsonObject function = JsonObject.builder()
                .put("name", "tool_0")
                .put("arguments", Json.text(arguments))
                .build();
        JsonObject call = JsonObject.builder()
                .put("id", id)
                .put("type", "function")
                .put("function", function)
                .build();
        return JsonObject.builder()
                .put("role", "assistant")
                .put("content", prose.sentences(80))
                .put("tool_calls", JsonArray.of(call))
                .build();
    }

    private JsonObject tool(int number) {
        JsonObject properties = JsonObject.builder()
                .put("path", property("string"))
                .put("lines", property("integer"))
                .put("recursive", property("boolean"))
                .build();
        JsonObject parameters = JsonObject.builder()
                .put("type", "object")
                .put("properties", properties)
                .put("required", JsonArray.ofStrings(List.of("path")))
                .build();
        JsonObject function = JsonObject.builder()
                .put("name", "tool_" + number)
                .put("description", prose.sentences(200))
                .put("parameters", parameters)
                .build();
        return JsonObject.builder()
                .put("type", "function")
                .put("function", function)
                .build();
    }

    private JsonObject property(String type) {
        return JsonObject.builder()
                .put("type", type)
                .put("description", prose.sentences(60))
                .build();
    }

    private static JsonObject message(String role, String content) {
        return JsonObject.builder().put("role", role).put("content", content).build();
    }
}
