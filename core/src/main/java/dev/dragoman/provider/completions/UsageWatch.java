package dev.dragoman.provider.completions;

import dev.dragoman.dialect.openai.OpenAiUsage;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.EventTransfer;
import java.util.function.Consumer;

/** Passes events as they are, and reads the usage that the last of them tells. */
public final class UsageWatch implements EventTransfer {

    private Usage usage = Usage.NONE;
    private boolean complete;

    @Override
    public void event(SseEvent event, Consumer<SseEvent> into) {
        into.accept(event);
        String data = event.text();
        if (data.equals("[DONE]")) {
            complete = true;
        } else if (data.contains("\"usage\"")) {
            read(event.data());
        }
    }

    @Override
    public void end(Consumer<SseEvent> into) {
        complete = true;
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    private void read(byte[] data) {
        try {
            JsonBody event = JsonBody.parse(data);
            Usage told = OpenAiUsage.read(event.value("usage"));
            usage = told.equals(Usage.NONE) ? usage : told;
        } catch (JsonSyntaxException none) {
            // An event that is no JSON object passes as well; it tells no usage.
        }
    }
}
