package dev.dragoman.gateway.alert;

import dev.dragoman.gateway.config.AlertSettings;
import dev.dragoman.http.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends alerts, on a thread of its own: nobody waits for that, and a receiver that is slow or away costs alerts, which are counted, and
 * nothing else. Alerts of a type that come together are one message to Slack. Thread-safe.
 */
public final class Alerts implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Alerts.class.getName());
    private static final int WAITING = 1_000;
    private static final int TOGETHER = 20;
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(3);

    private final BlockingQueue<Alert> waiting = new LinkedBlockingQueue<>(WAITING);
    private final Supplier<AlertSettings> settings;
    private final AlertListener listener;
    private final Receivers receivers;
    private final @Nullable String address;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * A sender, which sends once {@link #start} was called.
     *
     * @param address of this gateway, for the messages; null when it is not known
     */
    public Alerts(
            Supplier<AlertSettings> settings,
            Upstream network,
            @Nullable String address,
            AlertListener listener,
            LongSupplier nanoClock) {
        this.settings = settings;
        this.listener = listener;
        this.address = address;
        this.receivers = new Receivers(network, nanoClock);
        this.thread = Thread.ofVirtual().name("alerts").unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Sends it as soon as that can be done, if it is wanted. */
    public void raise(Alert alert) {
        if (settings.get().sends(alert.type()) && !waiting.offer(alert)) {
            LOG.log(System.Logger.Level.ERROR, "too many alerts wait, one of {0} is dropped", alert.type());
            listener.lost("queue", 1);
        }
    }

    private void run() {
        try {
            while (!closed || !waiting.isEmpty()) {
                Alert first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    send(first);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Alert first) throws InterruptedException {
        List<Alert> together = new ArrayList<>(List.of(first));
        waiting.drainTo(together, TOGETHER - 1);
        AlertSettings now = settings.get();
        Map<String, List<Alert>> byType = new LinkedHashMap<>();
        together.forEach(alert ->
                byType.computeIfAbsent(alert.type(), any -> new ArrayList<>()).add(alert));
        for (Map.Entry<String, List<Alert>> each : byType.entrySet()) {
            for (String slack : now.slack(each.getKey())) {
                deliver(
                        "slack",
                        slack,
                        SlackMessage.of(each.getValue(), address),
                        each.getValue().size());
            }
        }
        String webhook = now.webhook();
        for (Alert alert : together) {
            if (webhook != null && alert.event() != null) {
                deliver("webhook", webhook, alert.event().toJson(), 1);
            }
        }
    }

    private void deliver(String channel, String to, String json, int count) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            String trouble = receivers.post(to, json);
            if (trouble == null) {
                return;
            }
            if (attempt == ATTEMPTS || closed) {
                LOG.log(System.Logger.Level.ERROR, "{0} alerts did not reach {1}: {2}", count, channel, trouble);
                listener.lost(channel, count);
                return;
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(3);
        }
    }

    /** Sends what waits, if that takes no longer than a moment, and ends. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(LAST_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
