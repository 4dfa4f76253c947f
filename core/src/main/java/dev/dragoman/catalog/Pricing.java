package dev.dragoman.catalog;

import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reckons what a call cost from what it consumed and what that costs. Pure. */
public final class Pricing {

    private Pricing() {}

    /**
     * The cost of a call. What was consumed without a price leaves the cost incomplete.
     *
     * @param adjustment discount and margin of the operator
     */
    public static Cost cost(Prices prices, Metering metering, Adjustment adjustment) {
        if (metering.vendorCost() != null && saysItsCost(prices)) {
            Bill told = new Bill(prices.sheet(metering.terms(), 0));
            told.add(Part.VENDOR, metering.vendorCost().max(BigDecimal.ZERO));
            return told.settle(adjustment);
        }
        Bill bill = new Bill(prices.sheet(metering.terms(), size(prices, metering)));
        if (!prices.isKnown()) {
            bill.incomplete();
            return bill.settle(adjustment);
        }
        consumed(prices, metering, bill);
        ToolCosts.charge(prices, metering, bill);
        if (bill.sheet().has(Rate.REQUEST)) {
            bill.charge(Part.REQUEST, 1, Rate.REQUEST);
        }
        return bill.settle(adjustment);
    }

    /**
     * Vendors that resell or search tell dollars, and know better than a list of prices.
     *
     * @see <a href="https://docs.x.ai/developers/cost-tracking">xAI: cost tracking</a>
     */
    private static boolean saysItsCost(Prices prices) {
        String provider = prices.provider();
        boolean told = provider.equals("openrouter") || provider.equals("perplexity") || provider.equals("xai");
        return told && !prices.isOwn();
    }

    private static long size(Prices prices, Metering metering) {
        return prices.mode().equals("search")
                ? metering.whole(Meter.RESULTS)
                : orZero(metering.usage().inputTokens());
    }

    private static void consumed(Prices prices, Metering metering, Bill bill) {
        switch (prices.mode()) {
            case "audio_transcription" -> transcription(metering, bill);
            case "audio_speech" -> speech(metering, bill);
            case "rerank" -> ranking(metering, bill);
            case "image_generation", "image_edit" -> ImageCosts.charge(metering, bill);
            case "video_generation" -> video(metering, bill);
            case "ocr" -> pages(metering, bill);
            case "search", "vector_store" -> bill.charge(Part.INPUT, metering.count(Meter.QUERIES), Rate.QUERY);
            case "moderation" -> moderation(metering, bill);
            default -> tokens(prices, metering, bill);
        }
    }

    private static void tokens(Prices prices, Metering metering, Bill bill) {
        if (prices.byTime()) {
            time(metering, bill);
        } else {
            TokenCosts.charge(metering, bill);
        }
    }

    private static void time(Metering metering, Bill bill) {
        for (Rate rate : new Rate[] {Rate.INPUT_SECOND, Rate.OUTPUT_SECOND}) {
            if (bill.sheet().has(rate)) {
                bill.charge(Part.TIME, metering.count(Meter.RESPONSE_SECONDS), rate);
            }
        }
    }

    /** Tokens when they are told, else seconds: by one price of the two, never both. */
    private static void transcription(Metering metering, Bill bill) {
        if (hasTokens(metering.usage())
                && (bill.sheet().has(Rate.INPUT) || bill.sheet().has(Rate.INPUT_AUDIO))) {
            TokenCosts.charge(metering, bill);
            return;
        }
        Rate rate = bill.sheet().charges(Rate.OUTPUT_SECOND) ? Rate.OUTPUT_SECOND : Rate.INPUT_SECOND;
        bill.charge(Part.AUDIO_INPUT, metering.count(Meter.INPUT_AUDIO_SECONDS), rate);
    }

    private static void speech(Metering metering, Bill bill) {
        if (bill.sheet().has(Rate.INPUT_CHARACTER)) {
            bill.charge(Part.INPUT, metering.count(Meter.INPUT_CHARACTERS), Rate.INPUT_CHARACTER);
        } else {
            TokenCosts.charge(metering, bill);
        }
    }

    private static void ranking(Metering metering, Bill bill) {
        if (bill.sheet().charges(Rate.QUERY)) {
            bill.charge(Part.INPUT, metering.count(Meter.QUERIES), Rate.QUERY);
        } else if (bill.sheet().has(Rate.INPUT)) {
            TokenCosts.charge(metering, bill);
        } else {
            bill.charge(Part.INPUT, metering.count(Meter.QUERIES), Rate.QUERY);
        }
    }

    private static void video(Metering metering, Bill bill) {
        Rate usual = bill.sheet().first(Rate.OUTPUT_VIDEO_SECOND, Rate.OUTPUT_SECOND);
        Rate sized = resolution(metering.terms().resolution());
        Rate rate = sized == null ? usual : bill.sheet().first(sized, usual);
        bill.charge(Part.VIDEO, metering.count(Meter.OUTPUT_VIDEO_SECONDS), rate);
    }

    private static @Nullable Rate resolution(@Nullable String resolution) {
        return switch (resolution) {
            case "480p" -> Rate.OUTPUT_SECOND_480P;
            case "720p" -> Rate.OUTPUT_SECOND_720P;
            case "1080p" -> Rate.OUTPUT_SECOND_1080P;
            case "4k" -> Rate.OUTPUT_SECOND_4K;
            case null, default -> null;
        };
    }

    private static void pages(Metering metering, Bill bill) {
        if (bill.sheet().has(Rate.CREDIT)) {
            bill.charge(Part.PAGES, metering.count(Meter.CREDITS), Rate.CREDIT);
        } else {
            bill.charge(Part.PAGES, metering.count(Meter.PAGES), Rate.PAGE);
        }
        bill.charge(Part.PAGES, metering.count(Meter.ANNOTATED_PAGES), Rate.ANNOTATED_PAGE);
    }

    /** Free unless there is a price. */
    private static void moderation(Metering metering, Bill bill) {
        if (bill.sheet().has(Rate.INPUT)) {
            bill.charge(Part.INPUT, orZero(metering.usage().inputTokens()), Rate.INPUT);
        }
    }

    static boolean hasTokens(Usage usage) {
        return orZero(usage.inputTokens()) > 0 || orZero(usage.outputTokens()) > 0;
    }

    static long orZero(@Nullable Long value) {
        return value == null ? 0 : Math.max(0, value);
    }
}
