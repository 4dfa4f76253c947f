package dev.dragoman.provider.sagemaker;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.UnwrappedEvents;
import dev.dragoman.dialect.WrappedDialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A container's dialect as it is spoken through SageMaker, which passes whole answers on as they are, cuts streams into parts of
 * any length, and refuses in AWS's words.
 *
 * @param spoken what the container speaks
 * @param aws a dialect of AWS's, for its refusals
 */
record SageMakerDialect(Dialect spoken, Dialect aws) implements WrappedDialect {

    private static final int FAILED_DEPENDENCY = 424;

    @Override
    public EventReader eventReader() {
        return UnwrappedEvents.reader(new PayloadParts(aws), spoken.eventReader());
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return UnwrappedEvents.relay(new PayloadParts(aws), spoken.eventRelay(frame));
    }

    /** What the container itself refused is read as the container tells it. */
    @Override
    public LlmException readError(VendorError error) {
        JsonObject body = object(error.body());
        Long status = body.integer("OriginalStatusCode");
        if (status == null || status < 400 || status > 599) {
            return aws.readError(error);
        }
        String told = Objects.requireNonNullElse(body.string("OriginalMessage"), body.toJson());
        byte[] original = told.getBytes(StandardCharsets.UTF_8);
        // A container that cannot do what it was asked is no failure of AWS's.
        int meant = status == FAILED_DEPENDENCY || status == 422 ? 400 : status.intValue();
        return spoken.readError(new VendorError(error.provider(), error.model(), meant, error.headers(), original));
    }

    private static JsonObject object(byte[] body) {
        try {
            return Json.parse(body) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // A proxy's page or nothing at all.
            return JsonObject.EMPTY;
        }
    }
}
