package dev.dragoman.testkit.realtime;

import dev.dragoman.testkit.json.Json;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Realtime API of OpenAI at {@code /v1/realtime} and of Azure at {@code /openai/realtime} and {@code /openai/v1/realtime}, on
 * a free port of 127.0.0.1. Thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/realtime-client-events">OpenAI: Realtime client events</a>
 */
public final class FakeRealtime implements AutoCloseable {

    private static final int LOST = 1006;

    private final ServerSocket listener;
    private final String key;
    private final Queue<Behaviour> behaviours = new ConcurrentLinkedQueue<>();
    private final List<RecordedSession> sessions = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FakeRealtime(String key) throws IOException {
        this.key = key;
        this.listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        Thread.ofVirtual().name("testkit-realtime").start(this::accept);
    }

    /** Starts a vendor that takes this key only. */
    public static FakeRealtime start(String key) {
        try {
            return new FakeRealtime(key);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** The address without a path. */
    public String baseUrl() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** What it does with the next connections; with those after them it holds sessions. */
    public void does(Behaviour... next) {
        behaviours.addAll(List.of(next));
    }

    /** All connections in order of arrival, refused ones included. */
    public List<RecordedSession> sessions() {
        return sessions;
    }

    /** How many connections are open. */
    public int openConnections() {
        return open.size();
    }

    /** Stops listening and breaks every connection. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().name("testkit-realtime-session").start(() -> serve(socket));
            } catch (IOException closed) {
                // The loop asks whether that was the end.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            RecordedSession session = new RecordedSession(ClientHandshake.read(in));
            sessions.add(session);
            ServerFrames frames = new ServerFrames(in, socket.getOutputStream());
            try {
                answer(socket, session, frames);
            } catch (ServerFrames.ViolationException violation) {
                session.ended(violation.code());
                frames.close(violation.code(), String.valueOf(violation.getMessage()));
            } catch (DroppedException dropped) {
                socket.setSoLinger(true, 0);
            } finally {
                session.ended(LOST);
            }
        } catch (IOException left) {
            // The session tells.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** The script breaks the connection here. */
    private static final class DroppedException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    private void answer(Socket socket, RecordedSession session, ServerFrames frames)
            throws IOException, InterruptedException {
        Behaviour next = behaviours.poll();
        Behaviour behaviour = next == null ? Behaviour.NORMAL : next;
        Behaviour.Refuse refusal =
                behaviour instanceof Behaviour.Refuse told ? told : Gate.refusal(session.handshake(), key);
        if (refusal != null) {
            refuse(socket, refusal);
            return;
        }
        if (behaviour instanceof Behaviour.Hang) {
            while (socket.getInputStream().read() >= 0) {}
            return;
        }
        boolean wrong = behaviour instanceof Behaviour.WrongProof;
        String proof =
                wrong ? "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" : session.handshake().proof();
        write(
                socket,
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + proof + "\r\n\r\n");
        converse(session, frames, behaviour);
    }

    private void converse(RecordedSession session, ServerFrames frames, Behaviour behaviour)
            throws IOException, InterruptedException {
        Conversation conversation = new Conversation(
                event -> send(session, frames, behaviour, event),
                Gate.model(session.handshake()),
                Gate.isBeta(session.handshake()));
        conversation.begin();
        if (behaviour instanceof Behaviour.Flood(int events, int length)) {
            ObjectNode delta =
                    Json.object().put("type", "response.output_audio.delta").put("delta", "A".repeat(length));
            for (int i = 0; i < events; i++) {
                send(session, frames, behaviour, delta);
            }
        }
        if (behaviour instanceof Behaviour.Deaf) {
            session.awaitHearing();
        }
        while (true) {
            ServerFrames.Received received = next(frames);
            if (received.closing() != null) {
                int code = received.closing().code();
                session.ended(code);
                frames.close(code == 1005 ? 1000 : code, "");
                return;
            }
            String text = String.valueOf(received.text());
            session.took(text);
            conversation.take(text);
        }
    }

    private static ServerFrames.Received next(ServerFrames frames) throws IOException {
        try {
            return frames.next();
        } catch (EOFException left) {
            throw new IOException("the client left without a closing frame", left);
        }
    }

    private static void send(RecordedSession session, ServerFrames frames, Behaviour behaviour, ObjectNode event)
            throws IOException {
        frames.text(Json.text(event));
        long sent = session.sending();
        switch (behaviour) {
            case Behaviour.Drop(int events) when sent == events -> throw new DroppedException();
            case Behaviour.CloseAfter(int events, int code, String reason)
            when sent == events -> frames.close(code, reason);
            default -> {}
        }
    }

    private static void refuse(Socket socket, Behaviour.Refuse refusal) throws IOException {
        StringBuilder head = new StringBuilder(
                "HTTP/1.1 " + refusal.status() + " Refused\r\ncontent-type: application/json\r\nconnection: close\r\n");
        refusal.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        int length = refusal.body().getBytes(StandardCharsets.UTF_8).length;
        write(socket, head + "content-length: " + length + "\r\n\r\n" + refusal.body());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
