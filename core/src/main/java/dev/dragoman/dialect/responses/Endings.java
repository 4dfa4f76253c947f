package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.FinishReason;
import org.jspecify.annotations.Nullable;

/**
 * How an answer ended.
 *
 * @param nativeFinish the vendor's own word; null when it is the same
 * @param extras what else the vendor said
 */
record Endings(
        FinishReason finish,
        @Nullable String nativeFinish,
        @Nullable String stopSequence,
        JsonObject extras) {

    /**
     * The ending of a response.
     *
     * @throws dev.dragoman.error.LlmException when it is no answer
     */
    static Endings of(Field response, boolean calls) {
        Field details =
                Statuses.INCOMPLETE.equals(response.string("status")) ? response.member("incomplete_details") : null;
        String reason = details == null ? null : details.string("reason");
        boolean incomplete = Statuses.INCOMPLETE.equals(response.string("status"));
        Field own = response.member(VendorFields.NAME);
        String beside = own == null ? null : own.string(VendorFields.NATIVE_FINISH);
        return new Endings(
                incomplete && reason == null ? FinishReason.LENGTH : Statuses.finish(reason, calls),
                beside == null ? Statuses.unusual(reason) : beside,
                own == null ? null : own.string(VendorFields.STOP_SEQUENCE),
                own == null ? JsonObject.EMPTY : extras(own.object()));
    }

    private static JsonObject extras(JsonObject own) {
        JsonObject rest = own.without(VendorFields.NATIVE_FINISH, VendorFields.STOP_SEQUENCE);
        return rest.isEmpty() ? rest : JsonObject.of(VendorFields.NAME, rest);
    }
}
