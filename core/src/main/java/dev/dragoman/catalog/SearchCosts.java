package dev.dragoman.catalog;

import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Charges searches of the web: by the model's own prices for how much a search reads, else by the one price that its vendor asks
 * of all models. Grounding by Google is charged once for an answer up to Gemini 2.5, and for every query since Gemini 3; what is
 * free each day is not known here and is charged.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/pricing">Gemini: 35 dollars for 1000 prompts, 14 for 1000 queries</a>
 * @see <a href="https://platform.openai.com/docs/pricing#built-in-tools">OpenAI: 10 dollars for 1000 searches, 25 by the preview
 *     of the tool in models that do not reason</a>
 * @see <a href="https://docs.perplexity.ai/getting-started/pricing">Perplexity: a fee for each request; for each search of deep
 *     research</a>
 * @see <a href="https://docs.x.ai/docs/models#tools-pricing">xAI: 5 dollars for 1000 searches</a>
 */
final class SearchCosts {

    private static final BigDecimal OPENAI = new BigDecimal("0.01");
    private static final BigDecimal OPENAI_PREVIEW = new BigDecimal("0.025");
    private static final BigDecimal XAI = new BigDecimal("0.005");

    /** What a page or post cost in xAI's former live search. */
    private static final BigDecimal XAI_SOURCE = new BigDecimal("0.025");

    private SearchCosts() {}

    static void charge(Prices prices, Metering metering, Bill bill) {
        String context = metering.terms().searchContext();
        Rate rate = rate(bill.sheet(), context, prices.provider());
        charge(searches(prices, metering), rate, usual(prices, metering), bill);
        charge(metering.count(Meter.PREVIEW_SEARCHES), rate, preview(metering), bill);
        BigDecimal sources = metering.count(Meter.WEB_SOURCES);
        if (sources.signum() > 0 && prices.provider().equals("xai")) {
            bill.add(Part.TOOLS, sources.multiply(XAI_SOURCE));
        }
    }

    private static void charge(BigDecimal count, Rate rate, @Nullable BigDecimal usual, Bill bill) {
        if (count.signum() > 0 && !bill.sheet().has(rate) && usual != null) {
            bill.add(Part.TOOLS, count.multiply(usual));
        } else {
            bill.charge(Part.TOOLS, count, rate);
        }
    }

    private static BigDecimal searches(Prices prices, Metering metering) {
        if (prices.searchesOnce()) {
            return BigDecimal.ONE;
        }
        BigDecimal grounding = metering.count(Meter.GROUNDING_QUERIES);
        BigDecimal charged = prices.searchByQuery() ? grounding : grounding.min(BigDecimal.ONE);
        return metering.count(Meter.WEB_SEARCHES).add(charged);
    }

    /** The price for how much is read; one of the others where that one is missing. */
    private static Rate rate(PriceSheet sheet, @Nullable String context, String provider) {
        Rate wanted = switch (context) {
            case "low" -> Rate.SEARCH_LOW;
            case "medium" -> Rate.SEARCH_MEDIUM;
            case "high" -> Rate.SEARCH_HIGH;
            case null, default -> provider.equals("perplexity") ? Rate.SEARCH_LOW : Rate.SEARCH_MEDIUM;
        };
        return sheet.first(wanted, sheet.first(Rate.SEARCH_MEDIUM, sheet.first(Rate.SEARCH_HIGH, Rate.SEARCH_LOW)));
    }

    /** OpenAI's models that always search do so by what the preview of its tool is. */
    private static @Nullable BigDecimal usual(Prices prices, Metering metering) {
        return switch (prices.provider()) {
            case "openai", "azure" -> prices.searchesOnce() ? preview(metering) : OPENAI;
            case "xai" -> XAI;
            default -> null;
        };
    }

    private static BigDecimal preview(Metering metering) {
        return Pricing.orZero(metering.usage().reasoningTokens()) > 0 ? OPENAI : OPENAI_PREVIEW;
    }
}
