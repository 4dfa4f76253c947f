package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.config.BudgetWindow;
import dev.dragoman.gateway.config.BudgetWindows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Everything that is leased under one owner's name. Thread-safe. */
final class Purse {

    private final String owner;
    private final Map<Place, Holding> current = new ConcurrentHashMap<>();
    private final Set<Holding> closing = ConcurrentHashMap.newKeySet();
    private final Queue<Holding> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile long renewedNanos;
    private volatile long failedNanos;
    private volatile boolean failing;
    private volatile boolean doubtful;

    Purse(String owner, long nowNanos) {
        this.owner = owner;
        this.renewedNanos = nowNanos;
    }

    /** A budget, whatever its window. */
    private record Place(
            BudgetLevel level, String id, @Nullable String duration) {}

    String owner() {
        return owner;
    }

    /** What is held of the budget in its running window. */
    Holding holding(BudgetLine line, BudgetWindows windows, Instant now, long nowNanos) {
        Place place = new Place(line.level(), line.id(), line.duration());
        long millis = now.toEpochMilli();
        Holding holding = current.get(place);
        if (holding == null || !holding.lasts(millis)) {
            holding = current.compute(place, (any, known) -> {
                if (known != null && known.lasts(millis)) {
                    return known;
                }
                if (known != null) {
                    close(known);
                }
                return opened(line, windows.of(line.duration(), line.anchor(), now), nowNanos);
            });
        }
        holding.follow(line);
        return holding;
    }

    private static Holding opened(BudgetLine line, BudgetWindow window, long nowNanos) {
        Instant end = window.end();
        BudgetAccount account = new BudgetAccount(line.level(), line.id(), window.id());
        return new Holding(account, line, end == null ? Long.MAX_VALUE : end.toEpochMilli(), nowNanos);
    }

    private void close(Holding holding) {
        holding.retire();
        closing.add(holding);
    }

    /** Lets a holding go that nobody has used for long. */
    void dismiss(Holding holding) {
        current.values().remove(holding);
        close(holding);
    }

    void forget(Holding holding) {
        closing.remove(holding);
    }

    Iterable<Holding> current() {
        return current.values();
    }

    Iterable<Holding> closing() {
        return closing;
    }

    boolean isEmpty() {
        return current.isEmpty() && closing.isEmpty();
    }

    /** One that was closed has something to return again. */
    void reopened(Holding holding) {
        if (holding.isRetired()) {
            closing.add(holding);
        }
    }

    void ask(Holding holding) {
        asked.add(holding);
    }

    /** The next holdings for which the bank must be asked. */
    List<Holding> asked(int most) {
        List<Holding> some = new ArrayList<>();
        for (Holding next = asked.poll(); next != null; next = some.size() < most ? asked.poll() : null) {
            some.add(next);
        }
        return some;
    }

    boolean isAsked() {
        return !asked.isEmpty();
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    boolean isOpen() {
        return open.get() > 0;
    }

    /** Its leases last from then on. */
    void renewed(long nowNanos) {
        renewedNanos = nowNanos;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - renewedNanos;
    }

    /** The bank did not answer: what it did is not known. */
    void failed(long nowNanos) {
        failedNanos = nowNanos;
        failing = true;
        doubtful = true;
    }

    void answered() {
        failing = false;
    }

    boolean isFailing() {
        return failing;
    }

    boolean failedWithin(long nanos, long nowNanos) {
        return failing && nowNanos - failedNanos < nanos;
    }

    boolean isDoubtful() {
        return doubtful;
    }
}
