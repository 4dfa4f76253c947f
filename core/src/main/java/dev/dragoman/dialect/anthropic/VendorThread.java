package dev.dragoman.dialect.anthropic;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonObject;

/**
 * A conversation that Anthropic holds between calls, of which a request carries only the new messages. No other vendor
 * can go on with it, so it is refused in the words on which Anthropic's clients send the whole conversation instead.
 */
final class VendorThread {

    static final String MEMBER = "thread";

    private static final String TYPE = "invalid_request_error";

    private VendorThread() {}

    static BadRequestException unsupported() {
        return new BadRequestException(
                ErrorDetail.of("thread: this model's vendor holds no conversations (expected: the whole conversation in"
                                + " messages, without thread)")
                        .withType(TYPE)
                        .withParam(MEMBER)
                        .withVendor(description()));
    }

    private static JsonObject description() {
        JsonObject details = JsonObject.builder()
                .put("error_code", "thread_unsupported_request")
                .build();
        JsonObject error =
                JsonObject.builder().put("type", TYPE).put("details", details).build();
        return JsonObject.builder().put("type", "error").put("error", error).build();
    }
}
