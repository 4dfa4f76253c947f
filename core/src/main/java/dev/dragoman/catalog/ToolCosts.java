package dev.dragoman.catalog;

import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import java.math.BigDecimal;

/** Charges what a vendor's own tools did for the model. */
final class ToolCosts {

    private static final int THOUSAND = 3;

    /** OpenAI's price of a file search, which is the same for all its models. */
    private static final BigDecimal FILE_SEARCH = new BigDecimal("0.0025");

    private ToolCosts() {}

    static void charge(Prices prices, Metering metering, Bill bill) {
        if (metering.counts().isEmpty() && !prices.searchesOnce()) {
            return;
        }
        SearchCosts.charge(prices, metering, bill);
        bill.charge(Part.TOOLS, metering.count(Meter.CODE_SESSIONS), Rate.CODE_SESSION);
        bill.charge(Part.TOOLS, metering.count(Meter.FILE_GB_DAYS), Rate.FILE_GB_DAY);
        bill.charge(Part.TOOLS, metering.count(Meter.VECTOR_STORE_GB_DAYS), Rate.VECTOR_STORE_GB_DAY);
        bill.charge(Part.TOOLS, thousands(metering, Meter.COMPUTER_INPUT_TOKENS), Rate.COMPUTER_INPUT);
        bill.charge(Part.TOOLS, thousands(metering, Meter.COMPUTER_OUTPUT_TOKENS), Rate.COMPUTER_OUTPUT);
        fileSearches(metering, bill);
    }

    private static void fileSearches(Metering metering, Bill bill) {
        if (bill.sheet().has(Rate.FILE_SEARCHES)) {
            bill.charge(Part.TOOLS, thousands(metering, Meter.FILE_SEARCHES), Rate.FILE_SEARCHES);
        } else if (metering.whole(Meter.FILE_SEARCHES) > 0) {
            bill.add(Part.TOOLS, metering.count(Meter.FILE_SEARCHES).multiply(FILE_SEARCH));
        }
    }

    private static BigDecimal thousands(Metering metering, Meter meter) {
        return metering.count(meter).movePointLeft(THOUSAND);
    }
}
