package dev.dragoman.dialect.gemini;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Writes the body of an error answer for a client. */
final class GeminiErrorWriter {

    private static final String INFO = "type.googleapis.com/google.rpc.ErrorInfo";
    private static final String REQUEST = "type.googleapis.com/google.rpc.RequestInfo";

    private GeminiErrorWriter() {}

    static byte[] write(LlmException error, @Nullable String requestId) {
        ErrorDetail detail = error.detail();
        JsonWriter out = new JsonWriter(256).beginObject().name("error").beginObject();
        out.member("code", error.status()).member("message", detail.message());
        out.member("status", RpcStatus.word(error.status())).name("details").beginArray();
        JsonArray own = ownDetails(detail.vendor());
        if (own == null) {
            info(out, error);
            retry(out, detail);
        } else {
            own.forEach(out::value);
        }
        if (requestId != null) {
            out.beginObject()
                    .member("@type", REQUEST)
                    .member("requestId", requestId)
                    .endObject();
        }
        return out.endArray().endObject().endObject().toBytes();
    }

    /** The details that this vendor gave; null when the error is another's. */
    private static @Nullable JsonArray ownDetails(JsonObject vendor) {
        JsonObject error = vendor.object("error");
        return error != null && error.string("status") != null ? error.array("details") : null;
    }

    private static void info(JsonWriter out, LlmException error) {
        ErrorDetail detail = error.detail();
        out.beginObject().member("@type", INFO).member("reason", error.errorName());
        out.memberIfPresent("domain", detail.provider()).name("metadata").beginObject();
        out.memberIfPresent("type", detail.type());
        out.memberIfPresent("param", detail.param()).memberIfPresent("code", detail.code());
        out.memberIfPresent(
                "vendor", detail.vendor().isEmpty() ? null : detail.vendor().toJson());
        out.endObject().endObject();
    }

    private static void retry(JsonWriter out, ErrorDetail detail) {
        if (detail.retryAfter() != null) {
            out.beginObject().member("@type", RetryInfo.TYPE);
            out.member("retryDelay", RetryInfo.write(detail.retryAfter())).endObject();
        }
    }
}
