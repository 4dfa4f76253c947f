package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.VendorText;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.FinishReason;
import org.jspecify.annotations.Nullable;

/** Why a model stopped, in Cohere's words; those of version 1 are still said by older deployments. */
final class FinishReasons {

    private static final String TIMEOUT = "TIMEOUT";

    private FinishReasons() {}

    static FinishReason read(String reason) {
        return switch (reason) {
            case "MAX_TOKENS", "ERROR_LIMIT" -> FinishReason.LENGTH;
            case "TOOL_CALL" -> FinishReason.TOOL_CALLS;
            case "ERROR_TOXIC" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.STOP;
        };
    }

    /** The reason where it says more than the model's word for it; else null. */
    static @Nullable String unusual(String reason) {
        return switch (reason) {
            case "COMPLETE", "MAX_TOKENS", "TOOL_CALL" -> null;
            default -> reason;
        };
    }

    /** Whether the model stopped because something broke. */
    static boolean isFailure(String reason) {
        return reason.equals("ERROR") || reason.equals(TIMEOUT);
    }

    /** The failure that an answer is which broke off before anything was said, or whose breaking is told with words. */
    static LlmException failure(String reason, @Nullable String told, JsonObject answer) {
        String message = told == null ? "the model stopped with " + reason : VendorText.message(JsonObject.EMPTY, told);
        ErrorDetail detail = ErrorDetail.of(message).withType(reason).withVendor(VendorText.masked(answer));
        if (told != null) {
            return CohereErrorReader.inStream(detail);
        }
        return reason.equals(TIMEOUT) ? new TimeoutException(detail) : new InternalServerException(detail);
    }

    static String write(@Nullable FinishReason finish, @Nullable String nativeFinish) {
        if (nativeFinish != null && isKnown(nativeFinish) && read(nativeFinish) == finish) {
            return nativeFinish;
        }
        return switch (finish) {
            case LENGTH -> "MAX_TOKENS";
            case TOOL_CALLS, FUNCTION_CALL -> "TOOL_CALL";
            case CONTENT_FILTER -> "ERROR_TOXIC";
            case STOP, PAUSE -> "COMPLETE";
            case null -> "COMPLETE";
        };
    }

    private static boolean isKnown(String reason) {
        return switch (reason) {
            case "COMPLETE",
                    "STOP_SEQUENCE",
                    "MAX_TOKENS",
                    "TOOL_CALL",
                    "ERROR",
                    TIMEOUT,
                    "ERROR_TOXIC",
                    "ERROR_LIMIT",
                    "USER_CANCEL" -> true;
            default -> false;
        };
    }
}
