package dev.dragoman.catalog;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prices as the catalogue writes them: {@code name=nanodollars}, separated by blanks; {@code *name=factor} for a factor. */
final class PriceText {

    private static final int NANO_DIGITS = 9;

    private PriceText() {}

    static Prices read(String provider, String mode, String text) {
        Map<PriceName, BigDecimal> dollars = new LinkedHashMap<>();
        Map<String, BigDecimal> factors = new LinkedHashMap<>();
        int from = 0;
        while (from < text.length()) {
            int blank = text.indexOf(' ', from);
            int end = blank < 0 ? text.length() : blank;
            int equals = text.indexOf('=', from);
            String name = text.substring(from, equals);
            BigDecimal value = new BigDecimal(text.substring(equals + 1, end));
            if (name.startsWith("*")) {
                factors.put(name.substring(1), value);
            } else {
                dollars.put(PriceName.ofText(name), value.movePointLeft(NANO_DIGITS));
            }
            from = end + 1;
        }
        return new Prices(provider, mode, dollars, factors, false);
    }

    static String write(Map<PriceName, BigDecimal> dollars, Map<String, BigDecimal> factors) {
        StringBuilder text = new StringBuilder();
        dollars.forEach((name, price) -> append(text, name.text(), price.movePointRight(NANO_DIGITS)));
        factors.forEach((name, factor) -> append(text, "*" + name, factor));
        return text.toString();
    }

    private static void append(StringBuilder text, String name, BigDecimal value) {
        BigDecimal bare = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(bare.toPlainString());
    }
}
