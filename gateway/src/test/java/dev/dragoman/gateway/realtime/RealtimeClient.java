package dev.dragoman.gateway.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JDK's WebSocket client in a session. */
final class RealtimeClient implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final boolean greedy;
    private @Nullable WebSocket socket;

    private RealtimeClient(boolean greedy) {
        this.greedy = greedy;
    }

    /** A session with the gateway's key in a header field. */
    static RealtimeClient open(Gateway gateway, String pathAndQuery, String... headers) {
        List<String> all = new ArrayList<>(List.of("authorization", "Bearer " + Gateway.KEY));
        all.addAll(List.of(headers));
        return open(gateway, pathAndQuery, true, List.of(), all);
    }

    static RealtimeClient open(
            Gateway gateway, String pathAndQuery, boolean greedy, List<String> protocols, List<String> headers) {
        RealtimeClient client = new RealtimeClient(greedy);
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        for (int i = 0; i < headers.size(); i += 2) {
            builder.header(headers.get(i), headers.get(i + 1));
        }
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.getFirst(), protocols.subList(1, protocols.size()).toArray(String[]::new));
        }
        client.socket = builder.buildAsync(URI.create(gateway.url().replace("http:", "ws:") + pathAndQuery), client)
                .join();
        return client;
    }

    String protocol() {
        return socket().getSubprotocol();
    }

    RealtimeClient send(String json) {
        socket().sendText(json.replace('\'', '"'), true).join();
        return this;
    }

    /** Sends as fast as the gateway takes it; completes when it has. */
    CompletableFuture<WebSocket> sendSoon(String json) {
        return socket().sendText(json, true);
    }

    RealtimeClient say(String words) {
        return send("{'type':'conversation.item.create','item':{'type':'message','role':'user','content':"
                + "[{'type':'input_text','text':'" + words + "'}]}}");
    }

    /** The next event. */
    JsonNode next() {
        return JSON.readTree(text());
    }

    /** The next event as it came. */
    String text() {
        try {
            String message = messages.poll(20, TimeUnit.SECONDS);
            assertThat(message)
                    .as("an event of the server; the end is " + end.getNow("not there"))
                    .isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Passes over events up to one of this type. */
    JsonNode until(String type) {
        JsonNode event = next();
        while (!event.path("type").asString().equals(type)) {
            event = next();
        }
        return event;
    }

    /** How many events wait. */
    int waiting() {
        return messages.size();
    }

    /** Asks for one more message, of a client that does not ask by itself. */
    void take() {
        socket().request(1);
    }

    /** Code and reason of the closing frame. */
    String end() {
        return end.orTimeout(20, TimeUnit.SECONDS).join();
    }

    RealtimeClient leave(int code) {
        socket().sendClose(code, "").join();
        return this;
    }

    void vanish() {
        socket().abort();
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (greedy) {
            opened.request(1);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        if (greedy || !last) {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end.complete(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end.complete("error " + error);
    }

    @Override
    public void close() {
        socket().abort();
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket);
    }
}
