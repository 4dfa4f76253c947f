package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Catalog;
import dev.dragoman.catalog.PriceMap;
import dev.dragoman.gateway.config.PriceSettings;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.DecodedResponse;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Reads the price maps that the operator named. Thread-safe. */
final class PriceFeed {

    private static final int MAX_BYTES = 64 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** A whole price map that is much smaller than the catalogue is a broken one. */
    private static final int FEWEST = 50;

    private final Catalog builtIn;
    private final Upstream network;
    private final LongSupplier nanoClock;

    PriceFeed(Catalog builtIn, Upstream network, LongSupplier nanoClock) {
        this.builtIn = builtIn;
        this.network = network;
        this.nanoClock = nanoClock;
    }

    /**
     * What was read.
     *
     * @param catalog the catalogue with all maps on top
     * @param models how many models the maps have
     * @param mistakes what in them was left out and why
     */
    record Read(Catalog catalog, int models, List<String> mistakes) {}

    /**
     * Reads all maps.
     *
     * @throws PriceException saying why one cannot be used
     */
    Read read(PriceSettings settings) {
        Catalog catalog = builtIn;
        int models = 0;
        List<String> mistakes = new ArrayList<>();
        String url = settings.mapUrl();
        if (url != null) {
            PriceMap map = PriceMap.of(parsed(shown(url), downloaded(url)));
            int fewest = Math.max(FEWEST, builtIn.all().size() / 2);
            if (map.size() < fewest) {
                throw new PriceException(shown(url) + ": " + map.size() + " models (expected: at least " + fewest
                        + ", as in a whole price map)");
            }
            catalog = catalog.with(map);
            models += map.size();
            mistakes.addAll(map.mistakes());
        }
        Path file = settings.file();
        if (file != null) {
            PriceMap map = PriceMap.of(parsed(file.toString(), bytes(file)));
            catalog = catalog.with(map);
            models += map.size();
            mistakes.addAll(map.mistakes());
        }
        return new Read(catalog, models, mistakes);
    }

    /** Without a query, which may hold a key. */
    static String shown(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new PriceException(file + ": cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static JsonObject parsed(String source, byte[] bytes) {
        try {
            if (Json.parse(bytes) instanceof JsonObject map) {
                return map;
            }
        } catch (JsonSyntaxException wrong) {
            throw new PriceException(
                    source + ": no JSON: " + wrong.getMessage() + " (at byte " + wrong.offset() + ")", wrong);
        }
        throw new PriceException(source + ": no map (expected: a JSON object of models)");
    }

    private byte[] downloaded(String url) {
        try {
            URI address = URI.create(url.strip());
            String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
            String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
            UpstreamRequest request = new UpstreamRequest(
                    "GET", Origin.of(address), path + query, Headers.of("accept", "application/json"), Body.EMPTY);
            return answered(request);
        } catch (UpstreamException | IllegalArgumentException away) {
            throw new PriceException(shown(url) + ": cannot be reached: " + away.getMessage(), away);
        }
    }

    private byte[] answered(UpstreamRequest request) {
        Timeouts timeouts = Timeouts.total(Deadline.after(TIMEOUT, nanoClock.getAsLong()));
        UpstreamResponse response =
                DecodedResponse.of(network.send(request, timeouts, Cancellation.never()), MAX_BYTES);
        try (response) {
            if (response.status() != 200) {
                throw new PriceException(request + ": answered " + response.status() + " (expected: 200)");
            }
            return response.readAll(MAX_BYTES);
        }
    }
}
