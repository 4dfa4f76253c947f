package dev.dragoman.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connection to a server of this machine that can be cut and mended. */
public final class Cable implements AutoCloseable {

    private final int target;
    private final ServerSocket listening;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Cable(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A cable to a port of this machine. */
    public static Cable to(int port) {
        try {
            Cable cable = new Cable(port);
            Thread.ofVirtual().start(cable::listen);
            return cable;
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** The near end. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Cuts it: what stands breaks off, and nothing new comes through. */
    public void cut() {
        cut = true;
        sockets.forEach(Cable::end);
    }

    /** Lets through what comes from now on. */
    public void mend() {
        cut = false;
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                sockets.add(near);
                if (cut) {
                    end(near);
                } else {
                    join(near, new Socket(InetAddress.getLoopbackAddress(), target));
                }
            } catch (IOException over) {
                // The next one may come through.
            }
        }
    }

    private void join(Socket near, Socket far) {
        sockets.add(far);
        Thread.ofVirtual().start(() -> pass(near, far));
        Thread.ofVirtual().start(() -> pass(far, near));
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
            // Both ends learn it below.
        } finally {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() {
        cut();
        try {
            listening.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
