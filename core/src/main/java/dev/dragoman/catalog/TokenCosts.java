package dev.dragoman.catalog;

import static dev.dragoman.catalog.Pricing.orZero;

import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;

/**
 * Charges tokens. Each token is charged once: as what it is known to be, and else as text. What a vendor's counts claim beyond
 * its total is not charged as text.
 */
final class TokenCosts {

    private TokenCosts() {}

    static void charge(Metering metering, Bill bill) {
        input(metering, bill);
        output(metering, bill);
    }

    private static void input(Metering metering, Bill bill) {
        Usage usage = metering.usage();
        PriceSheet sheet = bill.sheet();
        long cachedAudio = metering.whole(Meter.CACHED_AUDIO_TOKENS);
        long writtenAudio = metering.whole(Meter.WRITTEN_AUDIO_TOKENS);
        long cached = orZero(usage.cachedTokens());
        long written = orZero(usage.cacheWriteTokens());
        long audio = Math.max(0, orZero(usage.audioInputTokens()) - cachedAudio - writtenAudio);
        long image = metering.whole(Meter.INPUT_IMAGE_TOKENS);
        long text = orZero(usage.inputTokens()) - cached - written - audio - image;
        bill.charge(Part.AUDIO_INPUT, audio, sheet.first(Rate.INPUT_AUDIO, Rate.INPUT));
        bill.charge(Part.IMAGE_INPUT, image, sheet.first(Rate.INPUT_IMAGE_TOKEN, Rate.INPUT));
        read(cached, cachedAudio, bill);
        written(written, writtenAudio, orZero(usage.cacheWrite1hTokens()), bill);
        text(text, metering, bill);
        media(metering, bill);
    }

    /** A vendor that counts characters sells characters. */
    private static void text(long tokens, Metering metering, Bill bill) {
        boolean counted = metering.whole(Meter.INPUT_CHARACTERS) > 0;
        if (counted && bill.sheet().has(Rate.INPUT_CHARACTER)) {
            bill.charge(Part.INPUT, metering.count(Meter.INPUT_CHARACTERS), Rate.INPUT_CHARACTER);
        } else if (bill.sheet().has(Rate.INPUT) || !soldOtherwise(bill.sheet())) {
            bill.charge(Part.INPUT, tokens, Rate.INPUT);
        }
        if (bill.sheet().has(Rate.CITATION)) {
            bill.charge(Part.INPUT, metering.count(Meter.CITATION_TOKENS), Rate.CITATION);
        }
    }

    /** Models that are sold by the image, second or request need no price of tokens. */
    private static boolean soldOtherwise(PriceSheet sheet) {
        return sheet.has(Rate.INPUT_IMAGE)
                || sheet.has(Rate.INPUT_AUDIO_SECOND)
                || sheet.has(Rate.INPUT_VIDEO_SECOND)
                || sheet.has(Rate.INPUT_CHARACTER)
                || sheet.has(Rate.INPUT_SECOND)
                || sheet.has(Rate.OUTPUT_SECOND)
                || sheet.has(Rate.OUTPUT_IMAGE)
                || sheet.has(Rate.QUERY)
                || sheet.has(Rate.REQUEST);
    }

    /** Without a price for them, tokens from a cache are charged like any other: too much rather than nothing. */
    private static void read(long cached, long audio, Bill bill) {
        Rate plain = bill.sheet().first(Rate.CACHE_READ, Rate.INPUT);
        long ofAudio = Math.min(audio, cached);
        bill.charge(Part.CACHE_READ, ofAudio, bill.sheet().first(Rate.CACHE_READ_AUDIO, plain));
        bill.charge(Part.CACHE_READ, cached - ofAudio, plain);
    }

    private static void written(long written, long audio, long forAnHour, Bill bill) {
        Rate plain = bill.sheet().first(Rate.CACHE_WRITE, Rate.INPUT);
        long hour = Math.min(forAnHour, written);
        long ofAudio = Math.min(audio, written - hour);
        bill.charge(Part.CACHE_WRITE, hour, bill.sheet().first(Rate.CACHE_WRITE_1H, plain));
        bill.charge(Part.CACHE_WRITE, ofAudio, bill.sheet().first(Rate.CACHE_WRITE_AUDIO, plain));
        bill.charge(Part.CACHE_WRITE, written - hour - ofAudio, plain);
    }

    private static void media(Metering metering, Bill bill) {
        if (metering.counts().isEmpty()) {
            return;
        }
        if (bill.sheet().has(Rate.INPUT_IMAGE)) {
            bill.charge(Part.IMAGE_INPUT, metering.count(Meter.INPUT_IMAGES), Rate.INPUT_IMAGE);
        }
        if (bill.sheet().has(Rate.INPUT_PIXEL)) {
            bill.charge(Part.IMAGE_INPUT, metering.count(Meter.INPUT_PIXELS), Rate.INPUT_PIXEL);
        }
        if (bill.sheet().has(Rate.INPUT_AUDIO_SECOND)) {
            bill.charge(Part.AUDIO_INPUT, metering.count(Meter.INPUT_AUDIO_SECONDS), Rate.INPUT_AUDIO_SECOND);
        }
        if (bill.sheet().has(Rate.INPUT_VIDEO_SECOND)) {
            bill.charge(Part.VIDEO, metering.count(Meter.INPUT_VIDEO_SECONDS), videoSecond(metering, bill.sheet()));
        }
    }

    private static Rate videoSecond(Metering metering, PriceSheet sheet) {
        long interval = metering.whole(Meter.VIDEO_INTERVAL_SECONDS);
        Rate from8 = sheet.first(Rate.INPUT_VIDEO_SECOND_8S, Rate.INPUT_VIDEO_SECOND);
        if (interval > 15) {
            return sheet.first(Rate.INPUT_VIDEO_SECOND_15S, from8);
        }
        return interval > 8 ? from8 : Rate.INPUT_VIDEO_SECOND;
    }

    private static void output(Metering metering, Bill bill) {
        Usage usage = metering.usage();
        PriceSheet sheet = bill.sheet();
        Rate text = sheet.charges(Rate.OUTPUT) || !sheet.has(Rate.OUTPUT_IMAGE_TOKEN)
                ? Rate.OUTPUT
                : Rate.OUTPUT_IMAGE_TOKEN;
        long reasoning = orZero(usage.reasoningTokens());
        long audio = orZero(usage.audioOutputTokens());
        long image = metering.whole(Meter.OUTPUT_IMAGE_TOKENS);
        long video = metering.whole(Meter.OUTPUT_VIDEO_TOKENS);
        long separate = metering.whole(Meter.SEPARATE_REASONING_TOKENS);
        long included = isBesideAnswer(usage, reasoning) ? 0 : reasoning;
        long rest = orZero(usage.outputTokens()) - included - audio - image - video;
        bill.charge(Part.REASONING, reasoning, sheet.first(Rate.REASONING, text));
        bill.charge(Part.REASONING, separate, sheet.first(Rate.REASONING, text));
        bill.charge(Part.AUDIO_OUTPUT, audio, sheet.first(Rate.OUTPUT_AUDIO, text));
        bill.charge(Part.IMAGE_OUTPUT, image, sheet.first(Rate.OUTPUT_IMAGE_TOKEN, text));
        bill.charge(Part.VIDEO, video, sheet.first(Rate.OUTPUT_VIDEO_TOKEN, text));
        boolean characters = metering.whole(Meter.OUTPUT_CHARACTERS) > 0 && sheet.has(Rate.OUTPUT_CHARACTER);
        if (characters) {
            bill.charge(Part.OUTPUT, metering.count(Meter.OUTPUT_CHARACTERS), Rate.OUTPUT_CHARACTER);
        } else if (sheet.has(text) || !soldOtherwise(sheet)) {
            bill.charge(Part.OUTPUT, rest, text);
        }
    }

    /** Some vendors count reasoning beside the answer; their total shows it. */
    private static boolean isBesideAnswer(Usage usage, long reasoning) {
        Long total = usage.totalTokens();
        long both = orZero(usage.inputTokens()) + orZero(usage.outputTokens());
        return reasoning > 0 && total != null && total - reasoning == both;
    }
}
