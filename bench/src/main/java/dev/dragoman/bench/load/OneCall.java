package dev.dragoman.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A single call on a connection of its own. */
public final class OneCall {

    private static final int STATUS_LINE = "HTTP/1.1 200".length();
    private static final int PATIENCE_MILLIS = 10_000;

    private OneCall() {}

    /** The status of the answer; 0 when nobody listens there or the connection breaks before it. */
    public static int status(int port, byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            String line = new String(socket.getInputStream().readNBytes(STATUS_LINE), StandardCharsets.US_ASCII);
            return line.length() < STATUS_LINE ? 0 : Integer.parseInt(line.substring(STATUS_LINE - 3));
        } catch (IOException refused) {
            return 0;
        }
    }
}
