package dev.dragoman.gateway.conversation;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.NotFoundException;

/** Words what is not there. What belongs to somebody else is not there either, and is told in the same words. */
final class Missing {

    private static final int LONGEST = 80;

    private Missing() {}

    static NotFoundException response(String id) {
        return new NotFoundException(ErrorDetail.of("Response with id '" + shortened(id) + "' not found.")
                .withType("invalid_request_error"));
    }

    static BadRequestException previous(String id) {
        return new BadRequestException(ErrorDetail.of("Previous response with id '" + shortened(id) + "' not found.")
                .withType("invalid_request_error")
                .withParam("previous_response_id")
                .withCode("previous_response_not_found"));
    }

    static BadRequestException elsewhere(String id, String model) {
        return new BadRequestException(ErrorDetail.of("previous_response_id: " + shortened(id)
                        + " was answered by a deployment that does not belong to model " + shortened(model)
                        + " (expected: the model that answered, or the earlier items in input)")
                .withType("invalid_request_error")
                .withParam("previous_response_id"));
    }

    static BadRequestException notAnId(String param) {
        return new BadRequestException(ErrorDetail.of(param + ": not a text (expected: the id of an earlier response)")
                .withType("invalid_request_error")
                .withParam(param));
    }

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
