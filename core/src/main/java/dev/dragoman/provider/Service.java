package dev.dragoman.provider;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;

/**
 * One operation beside conversations at one provider. Clients ask and are answered in OpenAI's form (of rerank: Cohere's), so
 * there is one format on their side and no model in between.
 *
 * <p>Pure: it says what to send and reads what came back; the dispatcher signs and sends. Thread-safe.
 */
public interface Service {

    /**
     * What to do for a request.
     *
     * @throws dev.dragoman.error.BadRequestException naming the field, the value and what was expected
     * @throws IllegalArgumentException saying which setting of the target is missing or wrong
     */
    Plan plan(ServiceRequest request, Target target);

    /**
     * Where requests for the target go first; shown, and tried at start.
     *
     * @throws IllegalArgumentException saying which setting of the target is missing or wrong
     */
    Endpoint endpoint(Target target);

    /** What a vendor's error means. */
    LlmException readError(VendorError error);

    /** Whether the model of the target has it; asked where a place offers something of some of its models only. */
    default boolean serves(Target target) {
        return true;
    }

    /** Whether a refusal says that the model has it not, so that it must be had in another way if there is one. */
    default boolean isAbsence(LlmException refusal) {
        return false;
    }

    /** What its exchanges are signed with, where that is not what conversations are signed with. */
    default Credentials credentials(Credentials own) {
        return own;
    }
}
