package dev.dragoman.gateway.cache;

import dev.dragoman.http.Cancellation;
import dev.dragoman.http.UpstreamException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Calls under way whose answers others wait for. Thread-safe. */
final class Flights {

    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

    /** The call under way for the key; null when it is now the caller's to make, and to land. */
    @Nullable
    Flight joined(String key) {
        return flights.putIfAbsent(key, new Flight(new CompletableFuture<>()));
    }

    /** Ends the call under way for the key, with its answer or, empty, without one. */
    void land(String key, Optional<Entry> entry) {
        Flight flight = flights.remove(key);
        if (flight != null) {
            flight.landing.complete(entry);
        }
    }

    /** A call under way. */
    record Flight(CompletableFuture<Optional<Entry>> landing) {

        /**
         * Waits for its answer.
         *
         * @return empty when there is none to share
         * @throws UpstreamException when the waiting client leaves
         */
        Optional<Entry> await(Cancellation cancellation) {
            CompletableFuture<Optional<Entry>> own = landing.copy();
            try (Cancellation.Registration _ = cancellation.onCancel(() -> own.completeExceptionally(
                    new UpstreamException(UpstreamException.Kind.CANCELLED, "the client has left")))) {
                return own.join();
            } catch (CompletionException left) {
                throw new UpstreamException(UpstreamException.Kind.CANCELLED, "the client has left");
            }
        }
    }
}
