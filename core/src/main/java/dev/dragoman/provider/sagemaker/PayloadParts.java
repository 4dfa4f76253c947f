package dev.dragoman.provider.sagemaker;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.UnwrappedEvents;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.model.SseEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a container's stream, cut anywhere: server-sent events, or lines of JSON.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_ResponseStream.html">AWS: ResponseStream</a>
 */
final class PayloadParts implements UnwrappedEvents.Wrapping {

    private static final int MAX_LINE = 32 << 20;
    private static final String FAILURE = "InternalStreamFailure";

    private final Dialect aws;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final StringBuilder data = new StringBuilder();
    private @Nullable String name;

    PayloadParts(Dialect aws) {
        this.aws = aws;
    }

    @Override
    public void unwrap(SseEvent event, Consumer<SseEvent> into) {
        if (!"PayloadPart".equals(event.event())) {
            beside(event);
            return;
        }
        for (byte b : event.data()) {
            if (b == '\n') {
                line(into);
            } else if (b != '\r') {
                line.write(b);
            }
        }
        if (line.size() > MAX_LINE) {
            throw new ApiResponseException("a line of the container's stream is longer than " + MAX_LINE + " bytes");
        }
    }

    /** Whatever is no part of the container's stream is AWS's: errors throw, kinds that are younger than this do nothing. */
    private void beside(SseEvent event) {
        try {
            aws.eventReader().read(event, step -> {});
        } catch (InternalServerException failed) {
            if (FAILURE.equals(event.event())) {
                // AWS advises to try again.
                throw new ServiceUnavailableException(failed.detail());
            }
            throw failed;
        }
    }

    @Override
    public void end(Consumer<SseEvent> into) {
        line(into);
        dispatch(into);
    }

    private void line(Consumer<SseEvent> into) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isBlank()) {
            dispatch(into);
        } else if (text.startsWith("{")) {
            into.accept(SseEvent.data(text.getBytes(StandardCharsets.UTF_8)));
        } else if (text.startsWith("data:")) {
            data.append(data.isEmpty() ? "" : "\n")
                    .append(text.substring("data:".length()).strip());
        } else if (text.startsWith("event:")) {
            name = text.substring("event:".length()).strip();
        }
    }

    private void dispatch(Consumer<SseEvent> into) {
        if (!data.isEmpty()) {
            into.accept(new SseEvent(name, data.toString().getBytes(StandardCharsets.UTF_8)));
            data.setLength(0);
        }
        name = null;
    }
}
