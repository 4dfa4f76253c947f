package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.RetryAfter;
import dev.dragoman.dialect.StatusErrors;
import dev.dragoman.dialect.VendorText;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.error.UnsupportedParamsException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the server means: first by its text, then by the HTTP status.
 *
 * @see <a href="https://docs.ollama.com/api/errors">Ollama: Errors</a>
 */
final class OllamaErrorReader {

    private static final String[] CONTEXT = {
        "exceeds the context length",
        "exceeds maximum context length",
        "exceeds the available context",
        "exceed context size",
        "context size has been exceeded"
    };

    private static final String[] BUSY = {
        "server busy", "maximum pending requests", "failed to establish a new connection", "connection refused"
    };

    private static final String[] WRONG = {"no such file or directory", "invalid response object from api"};
    private static final String[] LATE = {"read timed out", "timed out waiting", "deadline exceeded"};

    private OllamaErrorReader() {}

    static LlmException read(VendorError error) {
        JsonObject body = object(error);
        ErrorDetail detail = ErrorDetail.of(VendorText.message(body, error.text()))
                .at(error.provider(), error.model())
                .withVendor(VendorText.masked(body));
        return meaning(RetryAfter.put(detail, error), error.status());
    }

    /** An error in the place of an answer or in the middle of it; which server sent it is not known here. */
    static LlmException inAnswer(JsonObject body) {
        String message = VendorText.message(body, body.toJson());
        return meaning(ErrorDetail.of(message).withVendor(VendorText.masked(body)), StatusErrors.SUCCESS);
    }

    private static LlmException meaning(ErrorDetail detail, int status) {
        LlmException byText = byText(detail, status);
        return byText == null ? StatusErrors.of(detail, status) : byText;
    }

    private static @Nullable LlmException byText(ErrorDetail detail, int status) {
        String text = detail.message().toLowerCase(Locale.ROOT);
        if (isAbout(text, CONTEXT)) {
            return new ContextWindowExceededException(detail);
        }
        if (text.contains("does not support tools")) {
            return new UnsupportedParamsException(detail.withParam("tools"));
        }
        if (text.contains("does not support thinking")) {
            return new UnsupportedParamsException(detail.withParam("reasoning_effort"));
        }
        if (isAbout(text, WRONG)) {
            return new BadRequestException(detail);
        }
        if (isAbout(text, BUSY)) {
            return new ServiceUnavailableException(detail);
        }
        return isAbout(text, LATE) ? new TimeoutException(detail, status == 504 ? 504 : 408, null) : null;
    }

    private static boolean isAbout(String text, String[] phrases) {
        for (String phrase : phrases) {
            if (text.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static JsonObject object(VendorError error) {
        try {
            return Json.parse(error.body()) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // A proxy's page or nothing at all; its text is the message.
            return JsonObject.EMPTY;
        }
    }
}
