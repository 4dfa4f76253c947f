package dev.dragoman.dialect.openai;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Writes the body of an error answer, with LiteLLM's wording of whose error it is. */
final class OpenAiErrorWriter {

    private OpenAiErrorWriter() {}

    static byte[] write(LlmException error) {
        ErrorDetail detail = error.detail();
        JsonWriter out = new JsonWriter(512).beginObject().name("error").beginObject();
        out.member("message", message(error));
        nullable(out, "type", type(error));
        nullable(out, "param", detail.param());
        out.member("code", detail.code() == null ? Integer.toString(error.status()) : detail.code());
        if (!detail.vendor().isEmpty()) {
            out.member("provider_specific_fields", detail.vendor());
        }
        return out.endObject().endObject().toBytes();
    }

    private static @Nullable String type(LlmException error) {
        String type = error.detail().type();
        return type == null && error instanceof RateLimitException ? "throttling_error" : type;
    }

    private static String message(LlmException error) {
        String provider = error.detail().provider();
        String name = "litellm." + error.errorName() + ": ";
        return provider == null
                ? error.detail().message()
                : name + title(provider) + "Exception - " + error.detail().message();
    }

    private static String title(String provider) {
        return switch (provider) {
            case "openai" -> "OpenAI";
            case "" -> "";
            default -> Character.toUpperCase(provider.charAt(0)) + provider.substring(1);
        };
    }

    private static void nullable(JsonWriter out, String name, @Nullable String value) {
        if (value == null) {
            out.name(name).nullValue();
        } else {
            out.member(name, value);
        }
    }
}
