package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Passes a streamed answer on; only the model's name changes, and usage that nobody asked for is held back. */
final class OpenAiEventRelay implements EventRelay {

    static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FINISH = "\"finish_reason\"".getBytes(StandardCharsets.US_ASCII);

    private final boolean includeUsage;
    private final Slice model;
    private Usage usage = Usage.NONE;
    private boolean finished;
    private boolean complete;

    OpenAiEventRelay(ReplyFrame frame) {
        this.includeUsage = frame.includeUsage();
        this.model = Slice.of(Json.bytes(new JsonString(frame.model())));
    }

    @Override
    public void relay(SseEvent event, Consumer<SseEvent> into) {
        if (Arrays.equals(event.data(), DONE)) {
            complete = true;
            into.accept(event);
            return;
        }
        if (event.data().length == 0) {
            return;
        }
        JsonBody chunk = parse(event);
        if (!chunk.isNull("error")) {
            throw OpenAiErrorReader.inBody(chunk.toObject());
        }
        Slice choices = chunk.raw("choices");
        boolean empty = choices == null || isEmpty(choices);
        finished |= choices != null && tellsFinish(choices);
        if (!chunk.isNull("usage")) {
            usage = usage.updatedBy(OpenAiReplyRelay.usage(chunk));
            if (!includeUsage) {
                if (empty) {
                    return;
                }
                chunk = chunk.without("usage");
            }
        }
        into.accept(
                new SseEvent(event.event(), chunk.with("model", model).toBody().toBytes()));
    }

    @Override
    public void end(Consumer<SseEvent> into) {
        if (!finished) {
            throw new ApiConnectionException("the vendor's stream ended before the answer was complete");
        }
        complete = true;
        into.accept(SseEvent.data(DONE));
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    private static JsonBody parse(SseEvent event) {
        try {
            return JsonBody.parse(event.data());
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("an event of the vendor's stream is no JSON: " + noJson.getMessage());
        }
    }

    private static boolean isEmpty(Slice array) {
        for (int i = array.offset() + 1; i < array.offset() + array.length() - 1; i++) {
            if (array.array()[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    /** Whether a finish reason other than null stands in the choices. */
    private static boolean tellsFinish(Slice choices) {
        byte[] bytes = choices.array();
        int end = choices.offset() + choices.length();
        for (int i = choices.offset(); i + FINISH.length < end; i++) {
            if (bytes[i] == '"' && Arrays.equals(bytes, i, i + FINISH.length, FINISH, 0, FINISH.length)) {
                int value = i + FINISH.length;
                while (value < end && (bytes[value] <= ' ' && bytes[value] >= 0 || bytes[value] == ':')) {
                    value++;
                }
                if (value < end && bytes[value] == '"') {
                    return true;
                }
            }
        }
        return false;
    }
}
