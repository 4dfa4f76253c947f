package dev.dragoman.gateway.endpoint;

import dev.dragoman.catalog.Cost;
import dev.dragoman.gateway.call.Charge;
import dev.dragoman.http.Headers;
import java.math.BigDecimal;
import java.math.MathContext;

/** What an answer cost, in header fields: in US dollars, under LiteLLM's names. */
public final class CostHeaders {

    private CostHeaders() {}

    /** Adds what is known of a charge. */
    public static void add(Headers.Builder headers, Charge charge) {
        Cost cost = charge.cost();
        if (charge.unpriced() != null) {
            headers.add("x-dragoman-unpriced", line(charge.unpriced()));
        }
        if (cost == null) {
            return;
        }
        if (charge.estimated()) {
            headers.add("x-dragoman-cost-estimated", "true");
        }
        headers.add("x-litellm-response-cost", Cost.dollars(cost.nanos()));
        if (cost.discountNanos() != 0 || cost.marginNanos() != 0) {
            headers.add("x-litellm-response-cost-original", Cost.dollars(cost.originalNanos()));
        }
        if (cost.discountNanos() != 0) {
            headers.add("x-litellm-response-cost-discount-amount", Cost.dollars(cost.discountNanos()));
        }
        if (cost.marginNanos() != 0) {
            headers.add("x-litellm-response-cost-margin-amount", Cost.dollars(cost.marginNanos()));
            margin(headers, cost);
        }
    }

    /** How much was put on, as a part of what is paid to the vendor. */
    private static void margin(Headers.Builder headers, Cost cost) {
        long paid = cost.originalNanos() - cost.discountNanos();
        if (paid > 0) {
            BigDecimal part =
                    BigDecimal.valueOf(cost.marginNanos()).divide(BigDecimal.valueOf(paid), MathContext.DECIMAL32);
            headers.add(
                    "x-litellm-response-cost-margin-percent",
                    part.stripTrailingZeros().toPlainString());
        }
    }

    /** A name as one line: clients make names up where a pattern takes any. */
    private static String line(String name) {
        return name.chars().allMatch(c -> c >= ' ' && c < 127) ? name : "unprintable";
    }
}
