package dev.dragoman.gateway.deployment;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Remembers in this process alone; when there are too many, what was not asked for longest is forgotten. Thread-safe. */
final class MemoryPins implements PinBook {

    private final LongSupplier nanoClock;
    private final Map<String, Pin> pins;

    MemoryPins(LongSupplier nanoClock, int most) {
        this.nanoClock = nanoClock;
        this.pins = new Recent(most);
    }

    private record Pin(String deploymentId, long endNanos) {}

    private static final class Recent extends LinkedHashMap<String, Pin> {

        private static final long serialVersionUID = 1L;

        private final int most;

        private Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pin> eldest) {
            return size() > most;
        }
    }

    @Override
    public @Nullable String find(String key) {
        synchronized (pins) {
            Pin pin = pins.get(key);
            if (pin != null && pin.endNanos() - nanoClock.getAsLong() <= 0) {
                pins.remove(key);
                return null;
            }
            return pin == null ? null : pin.deploymentId();
        }
    }

    @Override
    public void pin(String key, String deploymentId, Duration ttl) {
        synchronized (pins) {
            pins.put(key, new Pin(deploymentId, nanoClock.getAsLong() + ttl.toNanos()));
        }
    }
}
