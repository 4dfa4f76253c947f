package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a vendor's streamed answer. */
final class ResponsesEventReader implements EventReader {

    /** LiteLLM ends its streams with it, OpenAI does not. */
    static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final Troubles troubles;
    private @Nullable ItemEvents items;
    private boolean ended;

    ResponsesEventReader(Troubles troubles) {
        this.troubles = troubles;
    }

    @Override
    public void read(SseEvent event, Consumer<ChatEvent> into) {
        if (ended || event.data().length == 0 || Arrays.equals(event.data(), DONE)) {
            return;
        }
        Field told = ResponsesReplyReader.parse(event.data());
        String type = told.string("type");
        switch (type == null ? String.valueOf(event.event()) : type) {
            case "response.created", "response.in_progress", "response.queued" ->
                begun(told.required("response"), into);
            case "response.completed", "response.incomplete" -> ended(told.required("response"), into);
            case "response.failed", "response.cancelled" -> troubles.refuse(told.required("response"));
            case "error" -> throw troubles.event(told);
            case String piece -> begun(told, into).read(piece, told, into);
        }
    }

    @Override
    public void end(Consumer<ChatEvent> into) {
        if (!ended) {
            throw brokenOff();
        }
    }

    static ApiConnectionException brokenOff() {
        return new ApiConnectionException("the vendor's stream ended before the answer was complete");
    }

    private ItemEvents begun(Field response, Consumer<ChatEvent> into) {
        ItemEvents known = items;
        if (known != null) {
            return known;
        }
        boolean named = response.member("object") != null;
        String model = named ? response.string("model") : null;
        into.accept(new ChatEvent.Started(
                named ? response.string("id") : null,
                model == null ? "" : model,
                named ? ResponsesReplyReader.seconds(response) : null,
                named ? response.string("service_tier") : null,
                named ? ResponsesReplyReader.extras(response.object()) : dev.dragoman.json.JsonObject.EMPTY));
        ItemEvents begun = new ItemEvents();
        items = begun;
        return begun;
    }

    private void ended(Field response, Consumer<ChatEvent> into) {
        ItemEvents told = begun(response, into);
        told.rest(response.member("output"), into);
        Endings endings = Endings.of(response, told.called());
        if (!endings.extras().isEmpty()) {
            into.accept(new ChatEvent.Extras(0, endings.extras()));
        }
        into.accept(new ChatEvent.Finished(0, endings.finish(), endings.nativeFinish(), endings.stopSequence()));
        if (response.member("usage") != null) {
            Usage usage = ResponsesReplyReader.usage(response).servedAs(response.string("service_tier"));
            into.accept(new ChatEvent.UsageReported(usage));
        }
        ended = true;
        into.accept(new ChatEvent.Ended());
    }
}
