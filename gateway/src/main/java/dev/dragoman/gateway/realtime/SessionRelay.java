package dev.dragoman.gateway.realtime;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.web.ClientGoneException;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.WebSocket;
import dev.dragoman.http.WebSocketClosedException;
import dev.dragoman.http.WebSocketEnd;
import dev.dragoman.http.WebSocketMessage;
import dev.dragoman.routing.ByteStream;
import java.util.function.Function;

/**
 * Carries a session's messages both ways, each way by a thread of its own that waits for the slower end. Whichever end leaves
 * first, the other is closed.
 */
final class SessionRelay {

    private static final String UPDATE = "session.update";

    private final WebSocket client;
    private final VendorEvents vendor;
    private final Function<LlmException, byte[]> wording;

    /**
     * A relay.
     *
     * @param wording a failure as an event
     */
    SessionRelay(WebSocket client, VendorEvents vendor, Function<LlmException, byte[]> wording) {
        this.client = client;
        this.vendor = vendor;
        this.wording = wording;
    }

    /**
     * Relays until an end leaves.
     *
     * @param events the vendor's events, with all the rooms that watch them
     */
    void run(ByteStream events) {
        Thread upward = Thread.ofVirtual().name("realtime-upward").start(this::upward);
        try {
            downward(events);
        } finally {
            vendor.vendor().close();
            client.close();
            join(upward);
        }
    }

    private void downward(ByteStream events) {
        try {
            while (events.next(this::toClient)) {}
            WebSocketEnd end = vendor.vendor().end();
            if (end != null && end.cause() == WebSocketEnd.Cause.CLOSED_THERE) {
                client.close(end.codeToSend(), end.reason());
            }
        } catch (LlmException broken) {
            tell(broken);
        } catch (WebSocketClosedException left) {
            checkClient();
            end(events);
        } catch (UpstreamException left) {
            checkClient();
        }
    }

    private void toClient(Slice event) {
        client.send(new WebSocketMessage(vendor.text(), event));
    }

    private void upward() {
        try {
            for (WebSocketMessage message = client.receive(); message != null; message = client.receive()) {
                vendor.vendor().send(toVendor(message));
            }
        } catch (WebSocketClosedException ended) {
            // The other thread tells the client.
        } finally {
            vendor.vendor().close();
        }
    }

    private WebSocketMessage toVendor(WebSocketMessage message) {
        if (!message.text() || !UPDATE.equals(EventType.of(message.content()))) {
            return message;
        }
        return new WebSocketMessage(true, vendor.model().toVendor(message.content()));
    }

    private void tell(LlmException broken) {
        try {
            client.send(new WebSocketMessage(true, Slice.of(wording.apply(broken))));
        } catch (WebSocketClosedException left) {
            // Nobody to tell.
        }
        if (broken instanceof ApiConnectionException) {
            client.close(WebSocketEnd.INTERNAL_ERROR, "the session with the vendor broke off");
        } else {
            client.close(WebSocketEnd.POLICY_VIOLATION, "the session must not go on");
        }
    }

    /** Lets the rooms that watch the events know that this is their end. */
    private void end(ByteStream events) {
        vendor.vendor().close();
        while (events.next(unheard -> {})) {}
    }

    /** A client that closed has had its session; one that vanished leaves it unfinished. */
    private void checkClient() {
        WebSocketEnd end = client.end();
        if (end == null || end.cause() == WebSocketEnd.Cause.BROKEN) {
            throw new ClientGoneException();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
