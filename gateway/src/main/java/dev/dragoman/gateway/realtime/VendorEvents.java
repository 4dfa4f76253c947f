package dev.dragoman.gateway.realtime;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.WebSocket;
import dev.dragoman.http.WebSocketEnd;
import dev.dragoman.http.WebSocketMessage;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.ByteStream;
import dev.dragoman.routing.Deployment;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A vendor's events on their way to the client: pass as they are, but for the session's model; what they consumed is charged. */
final class VendorEvents implements ByteStream {

    private final WebSocket vendor;
    private final SessionModel model;
    private final SessionCharges charges;
    private final Deployment deployment;
    private boolean text = true;
    private @Nullable String transcribing;

    VendorEvents(WebSocket vendor, SessionModel model, SessionCharges charges, Deployment deployment) {
        this.vendor = vendor;
        this.model = model;
        this.charges = charges;
        this.deployment = deployment;
    }

    /** The vendor's end of the session. */
    WebSocket vendor() {
        return vendor;
    }

    /** The session's model. */
    SessionModel model() {
        return model;
    }

    /** Whether the message handed over last was text. */
    boolean text() {
        return text;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    /** Hands over one message, whole. */
    @Override
    public boolean next(Consumer<Slice> into) {
        WebSocketMessage message = vendor.receive();
        if (message == null) {
            checkEnd(Objects.requireNonNull(vendor.end()));
            return false;
        }
        text = message.text();
        into.accept(text ? seen(message.content()) : message.content());
        charges.check();
        return true;
    }

    @Override
    public Usage usage() {
        return charges.total();
    }

    @Override
    public void close() {
        vendor.close();
    }

    private Slice seen(Slice event) {
        String type = EventType.of(event);
        return switch (type == null ? "" : type) {
            case "response.done" -> {
                charges.response(RealtimeUsage.ofResponse(event));
                yield event;
            }
            case "conversation.item.input_audio_transcription.completed" -> {
                charges.transcription(RealtimeUsage.ofTranscription(event), transcribing);
                yield event;
            }
            case "session.created",
                    "session.updated",
                    "transcription_session.created",
                    "transcription_session.updated" -> {
                transcribing = SessionModel.transcribing(event);
                yield model.toClient(event);
            }
            default -> event;
        };
    }

    private void checkEnd(WebSocketEnd end) {
        boolean left = end.cause() == WebSocketEnd.Cause.CLOSED_HERE && end.code() == WebSocketEnd.GOING_AWAY;
        if (left) {
            throw new UpstreamException(UpstreamException.Kind.CANCELLED, "the client has left the session");
        }
        if (end.cause() == WebSocketEnd.Cause.BROKEN) {
            throw new ApiConnectionException(
                    ErrorDetail.of("the session with the vendor broke off: " + end.reason())
                            .withType("server_error")
                            .withCode("session_broken")
                            .at(
                                    deployment.provider().name(),
                                    deployment.target().model()),
                    500,
                    null);
        }
    }
}
