package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Prices;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Served;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.Source;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a request for images asks for, as far as it changes the price.
 *
 * @param count how many
 * @param size such as {@code 1024x1024}; null when the vendor chooses
 * @param quality the caller's word; null for the usual one
 */
record ImageOrder(
        long count, @Nullable String size, @Nullable String quality) {

    static boolean isImage(Source source) {
        Operation operation = source.operation();
        return operation == Operation.IMAGES
                || operation == Operation.IMAGE_EDITS
                || operation == Operation.IMAGE_VARIATIONS;
    }

    static boolean isImage(Prices prices) {
        return prices.mode().equals("image_generation") || prices.mode().equals("image_edit");
    }

    static ImageOrder of(Source source) {
        JsonBody body = source.body();
        JsonNumber count = body.number("n");
        Long wanted = count == null ? null : count.longValue();
        return new ImageOrder(wanted == null || wanted < 1 ? 1 : wanted, body.string("size"), body.string("quality"));
    }

    /** The order as it was carried out, where the answer tells it. */
    ImageOrder answered(Served served) {
        BigDecimal made = served.counts().get(Meter.OUTPUT_IMAGES);
        return new ImageOrder(
                made == null ? count : made.longValue(),
                served.imageSize() == null ? size : served.imageSize(),
                served.imageQuality() == null ? quality : served.imageQuality());
    }

    /** The same with the images that were made, when images were asked for and no tokens tell of them. */
    static Metering metered(Source source, Metering metering) {
        if (metering.usage().outputTokens() != null) {
            return metering;
        }
        ImageOrder order = of(source).answered(metering.usage().served());
        Metering counted = metering.with(Meter.OUTPUT_IMAGES, order.count());
        long pixels = order.pixels();
        return pixels == 0 ? counted : counted.with(Meter.OUTPUT_PIXELS, order.count() * pixels);
    }

    /** Of one image; zero when the size does not tell. */
    private long pixels() {
        String told = size;
        int times = told == null ? -1 : told.indexOf('x');
        if (told == null || times < 1) {
            return 0;
        }
        try {
            long width = Integer.parseInt(told, 0, times, 10);
            return width * Integer.parseInt(told, times + 1, told.length(), 10);
        } catch (NumberFormatException noSize) {
            return 0;
        }
    }
}
