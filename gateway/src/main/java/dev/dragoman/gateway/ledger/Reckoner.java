package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.Prices;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Charge;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Served;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.RealtimeSource;
import dev.dragoman.routing.RelaySource;
import dev.dragoman.routing.Source;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reckons what an answer cost, and tells it. Thread-safe. */
final class Reckoner {

    private static final int NANO_DIGITS = 9;
    private static final int BYTES_OF_TOKEN = 4;
    private static final String PRICE = "price";
    private static final String USAGE = "usage";
    private static final String ESTIMATE = "estimate";
    private static final String SEARCH = "web_search_options";

    private final PriceBook book;
    private final SpendListener listener;
    private final Estimates estimates;
    private final UnpricedLog log = new UnpricedLog();

    Reckoner(PriceBook book, SpendListener listener, Estimates estimates) {
        this.book = book;
        this.listener = listener;
        this.estimates = estimates;
    }

    /** Some images cost by size and quality. */
    Priced prices(Call call, Deployment deployment, Usage told) {
        return switch (call.source()) {
            case RelaySource passing -> book.once(deployment);
            case RealtimeSource session
            when session.operation() == Operation.TRANSCRIPTIONS ->
                book.listed(deployment); // By a model that the session chose, not the configuration.
            case Source images
            when ImageOrder.isImage(images) -> book.ofImage(deployment, book.of(deployment), order(images, told));
            case Source other -> book.of(deployment);
        };
    }

    /** Whether an answer that does not tell what it took can be charged by its text. */
    static boolean estimable(Call call, Priced priced, Usage told) {
        Prices prices = priced.tariff(told.served().model()).prices();
        return prices.byToken() && Estimates.countable(call.source());
    }

    /**
     * Charges an answer.
     *
     * @param nanos how long the vendor worked
     * @param error why the answer did not come to its end; null when it did
     */
    Charge settle(
            Call call,
            Account account,
            AnswerInfo info,
            Priced priced,
            Usage usage,
            long nanos,
            @Nullable JsonObject error) {
        Source source = call.source();
        Priced exact = source instanceof RelaySource && ImageOrder.isImage(priced.prices())
                ? book.ofImage(info.deployment(), priced, order(source, usage))
                : priced;
        Metering metering = metered(source, exact.prices(), usage);
        if (priced.prices().byTime()) {
            metering = metering.with(Meter.RESPONSE_SECONDS, BigDecimal.valueOf(nanos, NANO_DIGITS));
        }
        Cost cost = exact.cost(metering);
        Deployment deployment = info.deployment();
        account.settled(deployment, usage, cost, false, error);
        listener.spent(call, deployment, cost);
        if (!cost.isComplete()) {
            tell(call, deployment, PRICE);
        } else if (error == null && isSilent(call, metering) && !needsNoUsage(priced.prices())) {
            tell(call, deployment, USAGE);
        }
        return charge(cost, deployment);
    }

    /** Charges nothing for an answer that no vendor was asked for. */
    Charge free(Call call, Account account, Deployment deployment, Usage usage) {
        account.settled(deployment, usage, Cost.FREE, false, null);
        listener.spent(call, deployment, Cost.FREE);
        return new Charge(Cost.FREE, null);
    }

    private static ImageOrder order(Source source, Usage told) {
        return ImageOrder.of(source).answered(told.served());
    }

    /** What only the request tells of what was consumed. */
    private static Metering metered(Source source, Prices prices, Usage usage) {
        Metering told = Metering.of(searched(source, usage));
        if (ImageOrder.isImage(source) || ImageOrder.isImage(prices)) {
            return ImageOrder.metered(source, told);
        }
        String text = source instanceof RelaySource && prices.mode().equals("audio_speech")
                ? source.body().string("input")
                : null;
        return text == null ? told : told.with(Meter.INPUT_CHARACTERS, text.codePointCount(0, text.length()));
    }

    /** How much a search reads stands in the request where the answer does not repeat it. */
    private static Usage searched(Source source, Usage usage) {
        if (usage.served().searchContext() != null || !source.body().has(SEARCH)) {
            return usage;
        }
        return source.body().value(SEARCH) instanceof JsonObject options
                ? usage.serving(Served.UNSAID.reading(options.string("search_context_size")))
                : usage;
    }

    /** What an answer has taken so far, by the length of what was asked and heard where the vendor has not told. */
    Usage roughly(Call call, Usage told, long heardBytes) {
        long asked = told.inputTokens() == null
                ? call.source().body().toBody().length() / BYTES_OF_TOKEN
                : told.inputTokens();
        long said = heardBytes / BYTES_OF_TOKEN;
        Long output = told.outputTokens();
        return told.updatedBy(Usage.of(asked, output == null ? said : Math.max(output, said)));
    }

    /** Charges an answer that did not tell what it took, by what was asked and heard. */
    Charge estimate(
            Call call,
            Account account,
            AnswerInfo info,
            Priced priced,
            Usage told,
            Heard heard,
            @Nullable JsonObject error) {
        Deployment deployment = info.deployment();
        Usage usage = estimates.completed(call.source(), deployment, told, heard);
        Cost cost = priced.cost(metered(call.source(), priced.prices(), usage));
        account.settled(deployment, usage, cost, true, error);
        listener.spent(call, deployment, cost);
        listener.estimated(call, deployment);
        log.warn(deployment.modelString(), ESTIMATE);
        if (!cost.isComplete()) {
            tell(call, deployment, PRICE);
        }
        Charge charge = charge(cost, deployment);
        return new Charge(charge.cost(), charge.unpriced(), true);
    }

    /** Nothing at all is no cost that is known to be zero. */
    private static Charge charge(Cost cost, Deployment deployment) {
        boolean known = cost.isComplete() || cost.nanos() > 0;
        return new Charge(known ? cost : null, cost.isComplete() ? null : deployment.modelString());
    }

    private static boolean isSilent(Call call, Metering metering) {
        Usage usage = metering.usage();
        boolean tells = Estimates.countable(call.source()) || call.source() instanceof RealtimeSource;
        return tells
                && usage.inputTokens() == null
                && usage.outputTokens() == null
                && metering.counts().isEmpty();
    }

    private static boolean needsNoUsage(Prices prices) {
        return prices.byTime() || prices.isFlat();
    }

    private void tell(Call call, Deployment deployment, String reason) {
        listener.unpriced(call, deployment, reason);
        log.warn(deployment.modelString(), reason);
    }
}
