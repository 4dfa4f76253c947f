package dev.dragoman.dialect;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Body;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Usage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be embedded, in OpenAI's form, for vendors that take texts in another; and the answer in OpenAI's form.
 *
 * @param texts the texts, in order
 * @param base64 whether the client wants vectors as base64 of little-endian 32-bit numbers
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">OpenAI: Embeddings</a>
 */
public record EmbeddingInputs(List<String> texts, boolean base64) {

    /** Of vendors that count no tokens: English text has about four characters to a token. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private static final String EXPECTED = "a text or a list of texts";

    public EmbeddingInputs {
        texts = List.copyOf(texts);
    }

    /**
     * Reads them from a request.
     *
     * @throws BadRequestException when there are none, or when they are numbers of tokens, which only their own model's vendor
     *     understands
     */
    public static EmbeddingInputs read(JsonBody request) {
        JsonValue input = request.value("input");
        List<String> texts = switch (input) {
            case JsonString text -> List.of(text.value());
            case JsonArray items when !items.isEmpty() -> texts(items);
            case null, default -> throw wrong("input", shown(input), EXPECTED);
        };
        return new EmbeddingInputs(texts, isBase64(request));
    }

    /** The tokens of the texts, as far as they can be told without the model's own tokenizer. */
    public Usage estimatedUsage() {
        long tokens = 0;
        for (String text : texts) {
            tokens += (text.codePointCount(0, text.length()) + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
        }
        return Usage.of(tokens, 0);
    }

    /**
     * The answer.
     *
     * @param vectors a list of numbers for each text, in order
     */
    public Body reply(List<JsonArray> vectors, String model, Usage usage) {
        JsonWriter json = new JsonWriter(1 << 16)
                .beginObject()
                .member("object", "list")
                .member("model", model)
                .name("data")
                .beginArray();
        for (int i = 0; i < vectors.size(); i++) {
            json.beginObject().member("object", "embedding").member("index", i).name("embedding");
            if (base64) {
                json.value(encoded(vectors.get(i)));
            } else {
                json.value(vectors.get(i));
            }
            json.endObject();
        }
        long prompt = usage.inputTokens() == null ? 0 : usage.inputTokens();
        json.endArray()
                .name("usage")
                .beginObject()
                .member("prompt_tokens", prompt)
                .member("total_tokens", usage.total())
                .endObject()
                .endObject();
        return Body.of(json.toBytes());
    }

    private static List<String> texts(JsonArray items) {
        List<String> texts = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            switch (items.items().get(i)) {
                case JsonString text -> texts.add(text.value());
                case JsonNumber token -> throw tokens();
                case JsonArray tokens -> throw tokens();
                case JsonValue other -> throw wrong("input[" + i + "]", shown(other), "a text");
            }
        }
        return texts;
    }

    /** Whether a request wants vectors as base64. */
    static boolean isBase64(JsonBody request) {
        if (request.isNull("encoding_format")) {
            return false;
        }
        String format = request.string("encoding_format");
        return switch (format == null ? "" : format) {
            case "float" -> false;
            case "base64" -> true;
            default -> throw wrong("encoding_format", shown(request.value("encoding_format")), "float or base64");
        };
    }

    private static String encoded(JsonArray vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonValue number : vector) {
            bytes.putFloat(number instanceof JsonNumber value ? (float) value.doubleValue() : 0f);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** The refusal of numbers of tokens. */
    static BadRequestException tokens() {
        return wrong("input", "numbers of tokens", EXPECTED + "; only OpenAI's models take tokens");
    }

    private static String shown(@Nullable JsonValue value) {
        if (value == null || value == JsonNull.NULL) {
            return "missing";
        }
        String json = value.toJson();
        return json.length() <= 80 ? json : json.substring(0, 80) + "...";
    }

    private static BadRequestException wrong(String name, String given, String expected) {
        return new BadRequestException(ErrorDetail.of(name + ": " + given + " (expected: " + expected + ")")
                .withType("invalid_request_error")
                .withParam(name));
    }
}
