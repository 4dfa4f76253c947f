package dev.dragoman.gateway.access;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How SCIM tells what is wrong.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.12">RFC 7644: error handling</a>
 */
final class ScimErrors {

    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";
    private static final Set<String> TYPES =
            Set.of("invalidFilter", "invalidPath", "invalidSyntax", "invalidValue", "noTarget", "mutability");

    private ScimErrors() {}

    /** The body of a failure. */
    static JsonObject body(LlmException failure) {
        return JsonObject.builder()
                .put("schemas", JsonArray.ofStrings(List.of(SCHEMA)))
                .put("status", Integer.toString(failure.status()))
                .putIfPresent("scimType", type(failure))
                .put("detail", failure.detail().message())
                .build();
    }

    private static @Nullable String type(LlmException failure) {
        if (failure instanceof ConflictException) {
            return "uniqueness";
        }
        String code = failure.detail().code();
        if (code != null && TYPES.contains(code)) {
            return code;
        }
        return failure instanceof BadRequestException ? "invalidValue" : null;
    }

    /** A request was wrong. */
    static BadRequestException wrong(String type, String message) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("bad_request_error").withCode(type));
    }

    static NotFoundException absent(String kind, String id) {
        return Desk.absent(kind, id);
    }

    static ConflictException taken(String name, String value) {
        return new ConflictException(
                ErrorDetail.of(name + ": " + Schema.cut(value) + " is taken (expected: one that nobody has)")
                        .withType("conflict_error")
                        .withParam(name)
                        .withCode("409"));
    }
}
