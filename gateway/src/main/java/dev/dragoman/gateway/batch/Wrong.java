package dev.dragoman.gateway.batch;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import org.jspecify.annotations.Nullable;

/** What clients did wrong, in OpenAI's words. */
final class Wrong {

    private static final String TYPE = "invalid_request_error";
    private static final int LONGEST_SHOWN = 80;

    private Wrong() {}

    /** A field that cannot be taken. */
    static BadRequestException field(@Nullable String name, String message) {
        return new BadRequestException(ErrorDetail.of(message).withType(TYPE).withParam(name));
    }

    /**
     * A line that cannot be taken.
     *
     * @param field what of it; null for all
     */
    static BadRequestException line(long number, @Nullable String field, String message) {
        return new BadRequestException(
                ErrorDetail.of("line " + number + ": " + (field == null ? "" : field + ": ") + message)
                        .withType(TYPE)
                        .withParam(field == null ? "file" : field)
                        .withCode("invalid_line"));
    }

    /** A line that its model cannot be asked; what is no fault of the client's is told as it is. */
    static LlmException line(long number, LlmException failure) {
        if (failure.status() < 400 || failure.status() >= 500) {
            return failure;
        }
        ErrorDetail told = failure.detail();
        return new BadRequestException(
                ErrorDetail.of("line " + number + ": body: " + told.message())
                        .withType(TYPE)
                        .withParam(told.param() == null ? "body" : "body." + told.param())
                        .withCode("invalid_line")
                        .at(told.provider(), told.model()),
                400,
                failure);
    }

    /** Something that is not there, or not the caller's. */
    static NotFoundException missing(String id) {
        return new NotFoundException(ErrorDetail.of("no such file or batch: " + shown(id))
                .withType(TYPE)
                .withParam("id"));
    }

    /** A place that cannot be used as it is configured. */
    static BadRequestException place(IllegalArgumentException wrong) {
        return new BadRequestException(
                ErrorDetail.of("batches cannot be held there: " + wrong.getMessage())
                        .withType(TYPE),
                400,
                wrong);
    }

    /** A value as it may be shown. */
    static String shown(String value) {
        return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...";
    }
}
