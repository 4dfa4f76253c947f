package dev.dragoman.gateway.batch;

import dev.dragoman.catalog.Cost;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ChatSource;
import org.jspecify.annotations.Nullable;

/**
 * What the answers of a batch cost, summed up while they are read and booked once, when they have been read to their end for the first
 * time. Confined to one thread.
 */
final class Bill {

    private final BatchSpending spending;
    private final Place place;
    private final FileStorage store;
    private final String name;
    private Cost cost = Cost.FREE;
    private long input;
    private long output;

    /**
     * A bill.
     *
     * @param store remembers that it was booked
     * @param name the name of the batch
     */
    Bill(BatchSpending spending, Place place, FileStorage store, String name) {
        this.spending = spending;
        this.place = place;
        this.store = store;
        this.name = name;
    }

    void add(Usage usage) {
        cost = cost.plus(spending.cost(place.deployment(), usage));
        input += orZero(usage.inputTokens());
        output += orZero(usage.outputTokens());
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    /** Books the sum, unless that was done before. */
    void book(Request request, Dialect openai) {
        String mark = BatchNote.booked(name);
        if (store.read(mark) == null) {
            store.put(mark, "text/plain", Body.utf8(Long.toString(cost.nanos())));
            spending.spent(call(request, openai), place.deployment(), Usage.of(input, output), cost);
        }
    }

    private Call call(Request request, Dialect openai) {
        Exchange exchange = request.exchange();
        String model = place.group().isEmpty() ? place.target().model() : place.group();
        return new Call(
                        request.id(),
                        request.route().pattern(),
                        request.requiredCaller(),
                        model,
                        new ChatSource(openai, JsonBody.of(JsonObject.EMPTY), false),
                        CallOptions.NONE,
                        Headers.EMPTY,
                        new ReplyFrame(request.id(), model, 0, false, false),
                        exchange.receivedNanos(),
                        exchange.cancellation())
                .from(request.client());
    }
}
