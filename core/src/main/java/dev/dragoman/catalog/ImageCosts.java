package dev.dragoman.catalog;

import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;

/** Charges images that were made: by tokens where the vendor counts them, else by image, else by pixel. */
final class ImageCosts {

    private ImageCosts() {}

    static void charge(Metering metering, Bill bill) {
        PriceSheet sheet = bill.sheet();
        boolean byToken = sheet.charges(Rate.OUTPUT_IMAGE_TOKEN) || sheet.charges(Rate.OUTPUT);
        if (byToken && Pricing.hasTokens(metering.usage())) {
            TokenCosts.charge(allImages(metering), bill);
        } else if (sheet.has(Rate.OUTPUT_IMAGE)) {
            bill.charge(Part.IMAGE_OUTPUT, metering.count(Meter.OUTPUT_IMAGES), Rate.OUTPUT_IMAGE);
            givenImages(metering, bill);
        } else if (sheet.charges(Rate.INPUT_IMAGE)) {
            bill.charge(Part.IMAGE_OUTPUT, metering.count(Meter.OUTPUT_IMAGES), Rate.INPUT_IMAGE);
        } else {
            bill.charge(Part.IMAGE_OUTPUT, metering.count(Meter.OUTPUT_PIXELS), pixel(sheet));
            unsized(metering, bill);
        }
    }

    private static Rate pixel(PriceSheet sheet) {
        return sheet.charges(Rate.OUTPUT_PIXEL) ? Rate.OUTPUT_PIXEL : Rate.INPUT_PIXEL;
    }

    private static void givenImages(Metering metering, Bill bill) {
        if (bill.sheet().has(Rate.INPUT_IMAGE)) {
            bill.charge(Part.IMAGE_INPUT, metering.count(Meter.INPUT_IMAGES), Rate.INPUT_IMAGE);
        }
    }

    /** Images of an unknown size cannot be charged by the pixel. */
    private static void unsized(Metering metering, Bill bill) {
        if (metering.whole(Meter.OUTPUT_PIXELS) == 0 && metering.whole(Meter.OUTPUT_IMAGES) > 0) {
            bill.incomplete();
        }
    }

    /** Where a vendor does not say what its answer's tokens are, they are images. */
    private static Metering allImages(Metering metering) {
        Usage usage = metering.usage();
        boolean told = metering.whole(Meter.OUTPUT_IMAGE_TOKENS) > 0;
        return told ? metering : metering.with(Meter.OUTPUT_IMAGE_TOKENS, Pricing.orZero(usage.outputTokens()));
    }
}
