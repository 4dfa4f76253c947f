package dev.dragoman.gateway.login;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.RateLimitException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps passwords from being guessed: after some wrong ones within a while nobody may try the same account, or from the same
 * address, until it is over. Each attempt counts when it begins, so that many at once gain nothing, and is taken back when it was
 * right. The memory is bounded: what was not tried for the longest time is forgotten first. Thread-safe.
 */
final class GuessLimiter {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int PER_ACCOUNT = 5;
    private static final int PER_ADDRESS = 50;
    private static final int REMEMBERED = 20_000;
    private static final int NETWORK_BYTES = 8;

    private final InstantSource clock;
    private final Map<String, Tries> tries = new LinkedHashMap<>(64, 0.75f, true);

    GuessLimiter(InstantSource clock) {
        this.clock = clock;
    }

    private static final class Tries {

        private final Instant end;
        private int count;

        Tries(Instant end) {
            this.end = end;
        }
    }

    /**
     * Counts an attempt.
     *
     * @throws RateLimitException when there were too many
     */
    synchronized void begin(String account, String address) {
        Instant now = clock.instant();
        Tries ofAddress = tries(address(address), now);
        if (ofAddress.count >= PER_ADDRESS) {
            throw refused(now, ofAddress.end);
        }
        Tries ofAccount = tries(account(account), now);
        if (ofAccount.count >= PER_ACCOUNT) {
            throw refused(now, ofAccount.end);
        }
        ofAccount.count++;
        ofAddress.count++;
    }

    /** The attempt was right, or nobody knows. */
    synchronized void forgive(String account, String address) {
        tries.remove(account(account));
        Tries ofAddress = tries.get(address(address));
        if (ofAddress != null) {
            ofAddress.count--;
        }
    }

    private Tries tries(String name, Instant now) {
        Tries known = tries.get(name);
        if (known == null || !now.isBefore(known.end)) {
            known = new Tries(now.plus(WINDOW));
            tries.put(name, known);
            if (tries.size() > REMEMBERED) {
                tries.remove(tries.keySet().iterator().next());
            }
        }
        return known;
    }

    private static String account(String name) {
        String same = name.strip().toLowerCase(Locale.ROOT);
        return "account " + (same.length() <= 100 ? same : same.substring(0, 64) + same.hashCode());
    }

    /** Who has one address of the sixth version has a whole network of them. */
    private static String address(String text) {
        try {
            InetAddress read = InetAddress.ofLiteral(text);
            byte[] network =
                    read instanceof Inet6Address ? Arrays.copyOf(read.getAddress(), NETWORK_BYTES) : read.getAddress();
            return "address " + HexFormat.of().formatHex(network);
        } catch (IllegalArgumentException none) {
            return "address unknown";
        }
    }

    private static RateLimitException refused(Instant now, Instant end) {
        return new RateLimitException(ErrorDetail.of("Too many attempts to log in (expected: one after "
                        + Math.max(1, Duration.between(now, end).toSeconds()) + " seconds)")
                .withType("auth_error")
                .withCode("429")
                .withRetryAfter(Duration.between(now, end)));
    }
}
