package dev.dragoman.testkit.vendor;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a fake vendor is set up.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for a free one
 * @param key the only key that is accepted; null to accept every key that is not empty
 * @param models the only models that exist; empty to let every name exist
 * @param keptRequests how many requests are remembered, the newest ones; 0 for none
 * @param clock the time of the recorded requests
 */
public record VendorSettings(
        String host, int port, @Nullable String key, List<String> models, int keptRequests, InstantSource clock) {

    /** A free port on 127.0.0.1, any key, any model, the last ten thousand requests remembered. */
    public static final VendorSettings DEFAULT =
            new VendorSettings("127.0.0.1", 0, null, List.of(), 10_000, InstantSource.system());

    /** Copies the list. */
    public VendorSettings {
        models = List.copyOf(models);
    }

    /** The same on another address. */
    public VendorSettings listeningOn(String host, int port) {
        return new VendorSettings(host, port, key, models, keptRequests, clock);
    }

    /** The same with one key that is accepted. */
    public VendorSettings requiringKey(String key) {
        return new VendorSettings(host, port, key, models, keptRequests, clock);
    }

    /** The same with these models and no others. */
    public VendorSettings withModels(String... models) {
        return new VendorSettings(host, port, key, List.of(models), keptRequests, clock);
    }

    /** The same with another number of remembered requests. */
    public VendorSettings keepingRequests(int keptRequests) {
        return new VendorSettings(host, port, key, models, keptRequests, clock);
    }

    /** The only key that is accepted. */
    public Optional<String> requiredKey() {
        return Optional.ofNullable(key);
    }

    /** Whether this key is accepted. */
    public boolean accepts(String offered) {
        return key == null ? !offered.isBlank() : key.equals(offered);
    }

    /** Whether a model of this name exists. */
    public boolean knows(String model) {
        return models.isEmpty() || models.contains(model);
    }
}
