package dev.dragoman.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A client that holds many streams open on one thread and checks every event of every one. */
public final class StreamClient {

    private final StreamPlan plan;
    private final Selector selector;
    private final StreamReport report = new StreamReport();
    private final byte[] scratch = new byte[1 << 18];
    private final List<StreamConnection> connections = new ArrayList<>();
    private final long startedAt = System.nanoTime();
    private final long repeatUntil;
    private final long giveUpAt;

    private StreamClient(StreamPlan plan, Selector selector) {
        this.plan = plan;
        this.selector = selector;
        this.repeatUntil = startedAt + plan.ramp().plus(plan.repeatFor()).toNanos();
        this.giveUpAt = repeatUntil + plan.patience().toNanos();
    }

    /** Carries the plan out. */
    public static StreamReport run(StreamPlan plan) throws IOException {
        try (Selector selector = Selector.open()) {
            return new StreamClient(plan, selector).run();
        }
    }

    private StreamReport run() throws IOException {
        long now = startedAt;
        while (now < giveUpAt && !over()) {
            open(now);
            selector.select(this::ready, 1);
            now = System.nanoTime();
        }
        connections.forEach(StreamConnection::giveUp);
        report.over(System.nanoTime() - startedAt);
        return report;
    }

    private boolean over() {
        return connections.size() == plan.connections() && selector.keys().isEmpty();
    }

    private void open(long now) throws IOException {
        long due = plan.ramp().isZero()
                ? plan.connections()
                : 1 + (now - startedAt) * plan.connections() / plan.ramp().toNanos();
        while (connections.size() < Math.min(due, plan.connections())) {
            connections.add(connect());
        }
    }

    private StreamConnection connect() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
        StreamConnection connection = new StreamConnection(channel, key, plan, report, repeatUntil);
        key.attach(connection);
        if (channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.port()))) {
            connection.start();
        }
        return connection;
    }

    private void ready(SelectionKey key) {
        ((StreamConnection) key.attachment()).ready(scratch);
    }
}
