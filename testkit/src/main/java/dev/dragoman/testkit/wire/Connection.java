package dev.dragoman.testkit.wire;

import dev.dragoman.testkit.wire.Departure.Cause;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** One accepted connection: reads requests and writes replies in turn, on one virtual thread. */
final class Connection implements Runnable, AutoCloseable {

    private final Socket socket;
    private final long number;
    private final Handler handler;
    private final InstantSource clock;
    private volatile boolean closedByServer;

    Connection(Socket socket, long number, Handler handler, InstantSource clock) {
        this.socket = socket;
        this.number = number;
        this.handler = handler;
        this.clock = clock;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            ConnectionInput in = new ConnectionInput(socket);
            serve(in, new RequestReader(in), new ReplyWriter(socket, in));
        } catch (IOException e) {
            // The peer is gone or never spoke HTTP: the departure of each request is already recorded.
        }
    }

    @Override
    public void close() throws IOException {
        closedByServer = true;
        socket.close();
    }

    private void serve(ConnectionInput in, RequestReader reader, ReplyWriter writer) throws IOException {
        boolean keep = true;
        while (keep && in.awaitRequest()) {
            try {
                RequestHead head = reader.head();
                keep = answer(new RecordedRequest(head, reader.body(head), number, clock.instant()), head, writer);
            } catch (BadRequestException e) {
                Reply refusal = Reply.text(e.status(), "text/plain; charset=utf-8", String.valueOf(e.getMessage()));
                writer.write(refusal, false, true);
                return;
            }
        }
    }

    private boolean answer(RecordedRequest request, RequestHead head, ReplyWriter writer) throws IOException {
        try {
            boolean keep = writer.write(
                    reply(request), head.keepsConnection(), !request.method().equals("HEAD"));
            request.ended(Cause.ANSWERED, clock.instant());
            return keep;
        } catch (IOException e) {
            request.ended(closedByServer ? Cause.SERVER_CLOSED : Cause.CLIENT_GONE, clock.instant());
            throw e;
        }
    }

    private Reply reply(RecordedRequest request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            byte[] body = ("the script of the fake vendor failed: " + e).getBytes(StandardCharsets.UTF_8);
            return Reply.whole(500, List.of(new Header("content-type", "text/plain; charset=utf-8")), body);
        }
    }
}
