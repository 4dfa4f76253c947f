package dev.dragoman.gateway.batch;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.routing.CallOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request of a file.
 *
 * @param number its line, counted from 1
 * @param customId the client's name of it
 * @param model the model that it is for
 * @param body the conversation, without what is meant for the gateway
 * @param options what is meant for the gateway
 */
record InputLine(long number, String customId, String model, JsonBody body, CallOptions options) {

    static final String CHAT = "/v1/chat/completions";
    private static final Set<String> MEMBERS = Set.of("custom_id", "method", "url", "body");
    private static final int LONGEST_ID = 512;

    /**
     * Reads a line.
     *
     * @throws BadRequestException naming the line, the field, and what was expected
     */
    static InputLine read(long number, Slice text, Dialect openai) {
        JsonBody line = parsed(number, null, text, null);
        for (String name : line.names()) {
            if (!MEMBERS.contains(name)) {
                throw Wrong.line(number, name, "unknown (expected: custom_id, method, url and body)");
            }
        }
        String customId = required(number, line, "custom_id", "a name of the request, unique in the file");
        if (customId.length() > LONGEST_ID) {
            throw Wrong.line(number, "custom_id", "longer than " + LONGEST_ID + " characters");
        }
        expect(number, "method", required(number, line, "method", "POST"), "POST");
        expect(number, "url", required(number, line, "url", CHAT), CHAT);
        Slice inner = line.raw("body");
        if (inner == null) {
            throw Wrong.line(number, "body", "missing (expected: a request as for " + CHAT + ")");
        }
        JsonBody body = parsed(number, "body", inner, openai);
        String model = model(number, body);
        if (body.has("stream") && !body.isNull("stream") && !"false".equals(text(body, "stream"))) {
            throw Wrong.line(number, "body.stream", text(body, "stream") + " (expected: no stream in a batch)");
        }
        CallOptions.Split split = split(number, body);
        return new InputLine(number, customId, model, split.body(), split.options());
    }

    private static String model(long number, JsonBody body) {
        String model = body.has("model") ? string(number, body, "model", "body.model") : null;
        if (model == null || model.isBlank()) {
            throw Wrong.line(number, "body.model", "missing (expected: the name of a model)");
        }
        if (model.chars().anyMatch(c -> c < ' ')) {
            throw Wrong.line(number, "body.model", "holds a control character (expected: the name of a model)");
        }
        return model.strip();
    }

    private static CallOptions.Split split(long number, JsonBody body) {
        try {
            return CallOptions.split(body);
        } catch (BadRequestException wrong) {
            throw Wrong.line(number, wrong);
        }
    }

    private static JsonBody parsed(long number, @Nullable String field, Slice text, @Nullable Dialect dialect) {
        try {
            return dialect == null ? JsonBody.parse(text.toBytes()) : JsonBody.parse(text, dialect.watch());
        } catch (JsonSyntaxException wrong) {
            throw Wrong.line(number, field, "no JSON object that can be read: " + wrong.getMessage());
        }
    }

    private static String required(long number, JsonBody line, String name, String expected) {
        String value = line.has(name) ? string(number, line, name, name) : null;
        if (value == null || value.isEmpty()) {
            throw Wrong.line(number, name, "missing (expected: " + expected + ")");
        }
        return value;
    }

    private static @Nullable String string(long number, JsonBody line, String name, String shown) {
        String value = line.string(name);
        if (value == null && !line.isNull(name)) {
            throw Wrong.line(number, shown, Wrong.shown(text(line, name)) + " (expected: a text)");
        }
        return value;
    }

    private static void expect(long number, String name, String value, String expected) {
        if (!value.equals(expected)) {
            throw Wrong.line(number, name, "\"" + Wrong.shown(value) + "\" (expected: " + expected + ")");
        }
    }

    private static String text(JsonBody body, String name) {
        Slice raw = body.raw(name);
        return raw == null ? "" : raw.text();
    }
}
