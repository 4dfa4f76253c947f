package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.GroundingQueries;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.Served;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes one streamed answer on: the model's name is changed, usage and end are noted. */
final class GeminiEventRelay implements EventRelay {

    private static final String MODEL = "modelVersion";
    private static final String END = "finishReason";
    private static final KeyWatch WATCH =
            KeyWatch.of(END, "blockReason", GroundingQueries.WEB, GroundingQueries.IMAGES);

    private final ReplyFrame frame;
    private final GroundingQueries queries = new GroundingQueries();
    private @Nullable Slice counts;
    private @Nullable JsonBody last;
    private boolean finished;
    private boolean ended;

    GeminiEventRelay(ReplyFrame frame) {
        this.frame = frame;
    }

    /** A whole answer under the model's name as the client knows it. */
    static RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        JsonBody reply = index(body);
        if (reply.has("error")) {
            throw GeminiErrorReader.inBody(reply.toObject());
        }
        GroundingQueries queries = new GroundingQueries().hear(reply);
        return new RelayedReply(renamed(reply, frame).toBody(), usage(counts(reply), reply, queries));
    }

    @Override
    public void relay(SseEvent event, Consumer<SseEvent> into) {
        JsonBody answer = index(event.data());
        if (answer.has("error")) {
            throw GeminiErrorReader.inBody(answer.toObject());
        }
        Slice told = counts(answer);
        counts = told == null ? counts : told;
        last = answer;
        queries.hear(answer);
        finished |= answer.mentions("candidates", END) || answer.mentionsAny("promptFeedback");
        into.accept(
                answer.has(MODEL)
                        ? new SseEvent(
                                event.event(), renamed(answer, frame).toBody().toBytes())
                        : event);
    }

    @Override
    public void end(Consumer<SseEvent> into) {
        if (!finished) {
            throw GeminiEventReader.brokenOff();
        }
        ended = true;
    }

    @Override
    public boolean complete() {
        return ended;
    }

    /** The last event counts: every one tells the tokens so far. They are read when somebody asks. */
    @Override
    public Usage usage() {
        try {
            return usage(counts, last, queries);
        } catch (ApiResponseException unreadable) {
            // The answer was passed on and stands; a count that cannot be read is a count that was not told.
            return Usage.NONE;
        }
    }

    private static JsonBody renamed(JsonBody answer, ReplyFrame frame) {
        return answer.has(MODEL) ? answer.with(MODEL, new JsonString(frame.model())) : answer;
    }

    private static @Nullable Slice counts(JsonBody answer) {
        return answer.isNull("usageMetadata") ? null : answer.raw("usageMetadata");
    }

    private static Usage usage(@Nullable Slice counts, @Nullable JsonBody answer, GroundingQueries queries) {
        String model = answer == null ? null : answer.string(MODEL);
        Served served = Served.by(model).updatedBy(queries.served());
        if (counts == null) {
            return Usage.NONE.serving(served);
        }
        ProtoField told = ProtoField.ofVendor(Json.parse(counts));
        return UsageMetadata.read(told).serving(served.as(UsageMetadata.serviceTier(told)));
    }

    private static JsonBody index(byte[] json) {
        try {
            return JsonBody.parse(Slice.of(json), WATCH);
        } catch (JsonSyntaxException wrong) {
            ErrorDetail detail = ErrorDetail.of("the vendor's answer is no JSON object: " + wrong.getMessage());
            throw new ApiResponseException(detail, 502, wrong);
        }
    }
}
