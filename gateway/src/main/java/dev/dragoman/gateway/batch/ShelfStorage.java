package dev.dragoman.gateway.batch;

import dev.dragoman.error.NotFoundException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.provider.Shelf;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.BatchExchange;
import dev.dragoman.routing.Deployment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket at a vendor.
 *
 * @param shelf the bucket
 * @param deployment whose it is
 * @param attempt the limits of each exchange
 */
record ShelfStorage(Shelf shelf, Deployment deployment, BatchExchange exchange, Attempt attempt)
        implements FileStorage {

    @Override
    public void put(String name, String contentType, Body bytes) {
        ask(shelf.put(name, contentType, bytes));
    }

    @Override
    public @Nullable Content open(String name) {
        try {
            return new Stream(exchange.open(shelf.get(name), side(), deployment, attempt), deployment);
        } catch (NotFoundException none) {
            return null;
        }
    }

    @Override
    public void delete(String name) {
        try {
            ask(shelf.delete(name));
        } catch (NotFoundException none) {
            // What is gone needs not be removed.
        }
    }

    @Override
    public List<String> names(String prefix) {
        List<String> names = new ArrayList<>();
        Shelf.Page page = shelf.page(ask(shelf.list(prefix, null)));
        names.addAll(page.names());
        while (page.next() != null) {
            page = shelf.page(ask(shelf.list(prefix, page.next())));
            names.addAll(page.names());
        }
        return names;
    }

    private byte[] ask(VendorCall call) {
        return exchange.ask(call, side(), deployment, attempt);
    }

    private BatchExchange.Side side() {
        return new BatchExchange.Side(shelf.credentials(deployment.provider().credentials()), shelf::readError);
    }

    /** What a vendor sends. */
    record Stream(UpstreamResponse response, Deployment deployment) implements Content {

        @Override
        public @Nullable Slice read() {
            try {
                return response.read();
            } catch (UpstreamException broken) {
                throw BatchExchange.failure(broken, deployment);
            }
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
