package dev.dragoman.gateway.web.netty.server;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of the {@code date} field, formatted once a second; confined to one event loop. */
final class DateField {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private long second = Long.MIN_VALUE;
    private String value = "";

    DateField(InstantSource clock) {
        this.clock = clock;
    }

    String value() {
        long now = Math.floorDiv(clock.millis(), 1000L);
        if (now != second) {
            second = now;
            value = FORMAT.format(Instant.ofEpochSecond(now));
        }
        return value;
    }
}
